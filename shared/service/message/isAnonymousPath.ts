const anonymousPath = /^(?:\$|%24)metadata\/?$/;

/** True for the one resource that is read without a token, `$metadata`; `path` is below the service root, not decoded. */
export function isAnonymousPath(path: string): boolean {
  return anonymousPath.test(path);
}
