import { type Ending, openSession } from './session.ts';

/**
 * Logs in once and leaves: whether address and credentials are right. It throws out whoever is connected.
 * @returns what is wrong; undefined when nothing is
 */
export async function checkLogin(to: {
  url: string;
  botId: string;
  secret: string;
}): Promise<Ending | undefined> {
  const nothing = () => undefined;
  const session = openSession({ ...to, onCallback: nothing, onStray: nothing });
  const isIn = await session.loggedIn;
  session.close();
  const ending = await session.ended;
  return isIn ? undefined : ending;
}
