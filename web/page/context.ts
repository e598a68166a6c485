import type { ServiceClient } from '../api/createClient.ts';
import type { ReportList } from './reportList.ts';

/** What a view is given to show itself. */
export interface ViewContext {
  readonly client: ServiceClient;
  readonly reports: ReportList;
  /** Where it shows itself; empty. */
  readonly place: HTMLElement;
  /** Ends when another view is shown. */
  readonly signal: AbortSignal;
  /** Begins to fill the service with sample data; only where the development issuer is the authority. */
  readonly fill?: () => Promise<void>;
  /** Puts a choice into the address, in place of the one before. */
  readonly replace: (address: string) => void;
  /** Says where the figures of the view came from, at the foot of the page. */
  readonly tellSource: (text: string) => void;
  /** The session is over: asks to sign in again. */
  readonly onSessionOver: (reason: string) => void;
}
