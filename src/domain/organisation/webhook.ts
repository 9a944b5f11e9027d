const ADDRESS = /^https:\/\/qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=([\w-]{8,128})$/;

/** The key in a group's webhook address as WeCom shows it (doc 99110); undefined for anything else, other parameters included. */
export function webhookKeyOf(address: string): string | undefined {
  return ADDRESS.exec(address.trim())?.[1];
}
