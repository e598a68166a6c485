interface ErrorBody {
  readonly error?: { readonly message?: string };
}

/** What the service answered instead of data; the message is the service's own. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads an answer that is an error (OData JSON Format 4.01, section 21.1). */
export async function readServiceError(response: Response): Promise<ServiceError> {
  const text = await response.text();
  let message: string | undefined;
  try {
    message = (JSON.parse(text) as ErrorBody).error?.message;
  } catch {
    // Something between the page and the service has answered.
  }
  return new ServiceError(response.status, message ?? `The service answered ${response.status}.`);
}
