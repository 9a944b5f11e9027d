const TIMEOUT_MS = 5000;

/**
 * Walks to a server of ours from outside, as WeCom will.
 * @param publicUrl PUBLIC_URL, without a trailing slash
 * @returns `other`: something answers there that is not this program; `failed`: nothing does within 5 s
 */
export async function reach(publicUrl: string): Promise<'ours' | 'other' | 'failed'> {
  try {
    const response = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = (await response.json()) as { ok?: boolean };
    return body.ok ? 'ours' : 'other';
  } catch {
    return 'failed';
  }
}
