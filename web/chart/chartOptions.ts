import type { Figures } from '../figures/daily.ts';
import type { Gap } from '../figures/gapsOf.ts';
import type { NumberText } from '../figures/numberText.ts';
import type { Step } from '../figures/buckets.ts';

/** A line of a chart. */
export interface ChartLine {
  readonly name: string;
  /** Its colour and dash, by the classes `c-...` of the style sheet. */
  readonly slot: string;
  readonly values: Figures;
  /** The days behind an average, which are drawn faint. */
  readonly faint?: Figures;
  /** An earlier span to compare with, dotted, and what it is called. */
  readonly before?: Figures;
  readonly past?: string;
}

/** What a chart shows. */
export interface ChartOptions {
  readonly dates: readonly string[];
  readonly lines: readonly ChartLine[];
  /** Name of the slider. */
  readonly label: string;
  readonly text: NumberText;
  readonly gaps: readonly Gap[];
  readonly step: Step;
  /** Whether each date has a point. */
  readonly hasPoints: boolean;
  /** Whether Saturdays and Sundays are shaded. */
  readonly hasWeekends: boolean;
  /** Of the drawing, in CSS pixels. */
  readonly height: number;
}
