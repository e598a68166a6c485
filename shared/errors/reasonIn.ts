/** Why a service refused something, by the body of its answer: the message, or its beginning where it is no OData error. */
export function reasonIn(body: string): string {
  try {
    return (JSON.parse(body) as { readonly error: { readonly message: string } }).error.message;
  } catch {
    return body.slice(0, 200);
  }
}
