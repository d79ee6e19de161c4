/**
 * Posts a notice as a vendor does: no redirects, one deadline for all of it.
 * @returns the status, null when there was no answer in time
 */
export async function postNotice(
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    await response.arrayBuffer()
    return response.status
  } catch {
    return null
  }
}

export const isTaken = (status: number | null) => status !== null && status >= 200 && status < 300
