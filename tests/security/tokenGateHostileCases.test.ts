import { authorise } from '../../shared/auth/permission/authorise.ts';
import { statusText } from '../../shared/errors/statusText.ts';
import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { hostileCasesFile, readHostileCases, type HostileCase } from '../support/hostileCase.ts';
import { createForge, fillTokens, hostileTokens, type Forge } from '../support/hostileTokens.ts';
import { gateOn, refusalOf } from '../support/tokenGateSetup.ts';
import { unlessMissing } from '../support/unlessMissing.ts';

let entra: EntraServer;
let forge: Forge;

/** Every Authorization header a case stands for: one for each variant. */
function authorizations({ request, token }: HostileCase): readonly (string | null)[] {
  if (token !== undefined) return hostileTokens(token, forge).map((text) => `Bearer ${text}`);
  const { authorization = null } = request;
  return [authorization && fillTokens(authorization, forge)];
}

beforeAll(async () => {
  entra = await startEntraServer();
  forge = createForge(entra);
});
afterAll(() => entra.close());

/** Those the gate alone decides: what the authority does is tried over HTTP. */
const cases = readHostileCases(hostileCasesFile).filter(
  ({ category, request, token }) =>
    ['credentials', 'token'].includes(category) &&
    // Decided before the gate is asked: by node:http (one of two headers), and by the query options (access_token is 400).
    request.rawHeaders === undefined &&
    request.rawRequest === undefined &&
    !/[?&]access_token=/.test(request.path ?? '') &&
    (token?.server === undefined || token.server === 'jwks: 1024-bit'),
);
const missing = cases.length === 0 ? 'no case file beside the project, and none named by HOSTILE_CASES' : undefined;

unlessMissing(describe, missing)('the shared hostile requests', () => {
  test.each(cases.map((item) => [item.id, item.title, item] as const))('%s %s', async (_, __, item) => {
    const gate = gateOn(entra, item.setup?.startsWith('AUTH_CLIENTS') === true ? { clients: [entra.client] } : {});
    const access = item.request.method === 'GET' ? 'read' : 'write';
    for (const authorization of authorizations(item)) {
      const attempt = gate.authenticate(authorization, access).then((caller) => authorise(caller, access));
      const acceptable = [item.expect.status, ...(item.expect.alsoAcceptable ?? [])];
      const status = await attempt.then(
        () => 200,
        async () => (await refusalOf(attempt)).status,
      );
      expect(acceptable).toContain(status);
      if (status === 200) continue;
      const error = await refusalOf(attempt);
      if (error.status === item.expect.status) {
        expect(statusText(error.status)).toBe(item.expect['error.code'] ?? statusText(error.status));
        expect(error.innerCode).toBe(item.expect['error.innerError.code'] ?? error.innerCode);
      }
      const expectsError = / error="(\w+)"/.exec(String(item.expect.headers?.['WWW-Authenticate']))?.[1];
      // T20 lists the empty token among the malformed; an empty bearer is a challenge without error (A03).
      if (authorization === 'Bearer ' || item.category === 'credentials' || expectsError === undefined) continue;
      expect(error.headers['WWW-Authenticate']).toContain(`error="${expectsError}"`);
    }
  });
});
