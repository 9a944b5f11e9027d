import type { AskedFor } from '../asked.ts';

/** The address that shows this, with what is left unsaid taken over. */
export const linkTo = (
  root: string,
  { unit, month, isThisMonth }: AskedFor,
  to: Partial<Where> = {},
): string => {
  const query = new URLSearchParams({ unit: String(to.unit ?? unit.id) });
  const key = to.month ?? (isThisMonth ? undefined : month.key);
  if (key !== undefined) query.set('month', key);
  if (to.page !== undefined && to.page > 1) query.set('page', String(to.page));
  return `${root}${to.path ?? ''}?${query}`;
};

interface Where {
  unit: number;
  /** YYYY-MM */
  month: string;
  page: number;
  /** below the page itself, e.g. `/pictures/trend` */
  path: string;
}
