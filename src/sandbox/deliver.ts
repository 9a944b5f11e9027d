// How WeCom calls a callback: 5 s, anything but 200 counts as failure, three retries (doc 90238).

/** One attempt; built anew each time because every attempt is encrypted anew. */
interface CallbackRequest {
  url: string;
  body: string;
  contentType: string;
  nonce: string;
}

export type Delivery =
  | { kind: 'answered'; body: string; nonce: string }
  | { kind: 'failed'; code: 'status' | 'timeout' | 'connection'; detail: string };

export interface DeliverySettings {
  timeoutMs: number;
  /** the spacing of WeCom's retries is not documented */
  retryDelayMs: number;
}

export const RETRIES = 3;

export async function deliver(
  build: () => CallbackRequest,
  settings: DeliverySettings,
  retries = RETRIES,
): Promise<Delivery> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(build(), settings.timeoutMs);
    if (outcome.kind === 'answered' || attempt >= retries) return outcome;
    await new Promise((resolve) => setTimeout(resolve, settings.retryDelayMs));
  }
}

async function attemptOnce(request: CallbackRequest, timeoutMs: number): Promise<Delivery> {
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      headers: { 'content-type': request.contentType },
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = await response.text();
    if (response.status === 200) return { kind: 'answered', body, nonce: request.nonce };
    return { kind: 'failed', code: 'status', detail: `HTTP ${response.status}` };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError')
      return { kind: 'failed', code: 'timeout', detail: `${timeoutMs} ms` };
    const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
    return { kind: 'failed', code: 'connection', detail: cause?.code ?? (error as Error).message };
  }
}
