import { storageScope, type TestScope } from './storageScope.ts';

/**
 * The scope of a request whose time is nearly up as soon as storage has answered once: whatever it does, it is to end there.
 *
 * @param left milliseconds it has then; 8,000 are enough to ask where to go on
 */
export function lateScope(tenant?: string, left = 1500): TestScope {
  const scope = storageScope({ ...(tenant !== undefined && { tenant }), milliseconds: 60_000 });
  const { deadline } = scope;
  return {
    ...scope,
    get deadline() {
      return scope.usage.requests === 0 ? deadline : scope.clock.now() + left;
    },
  };
}
