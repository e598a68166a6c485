/** In Azure the load balancer gives up after 230 s. */
export const answerTimeoutMs = 230_000;
