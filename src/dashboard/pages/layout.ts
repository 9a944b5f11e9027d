import type { SentenceName } from '../../wording/catalogue.ts';
import type { Wording } from '../../wording/templates.ts';
import { type Html, html, type Piece } from '../html.ts';

/** What every page needs. */
export interface Frame {
  words: Wording;
  /** path of the page behind whatever proxy, e.g. `/dashboard` */
  root: string;
}

interface Parts {
  title: string;
  main: Piece;
  /** somebody is in, and may leave */
  isIn?: boolean;
}

export function layout({ words, root }: Frame, { title, main, isIn = false }: Parts): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} - ${words('dashboard.app_name')}</title>
<link rel="icon" href="${root}/icon.svg">
<link rel="stylesheet" href="${root}/style.css">
</head>
<body>
<a class="skip" href="#main">${words('dashboard.skip')}</a>
<header class="bar">
<a class="brand" href="${root}">${words('dashboard.app_name')}</a>
${isIn && html`<form method="post" action="${root}/leave"><button class="quiet">${words('dashboard.leave')}</button></form>`}
</header>
<main id="main">${main}</main>
</body>
</html>
`;
}

export type Notice = 'how' | 'failed' | 'left' | 'missing' | 'away';

/** A page of one line: why nothing is shown. */
export function notice(frame: Frame, about: Notice, minutes: number): Html {
  const { words, root } = frame;
  const title = words(`dashboard.${about}_title` as const satisfies SentenceName);
  const text = about === 'how' ? words('dashboard.how_text', { minutes }) : words(`dashboard.${about}_text`);
  return layout(frame, {
    title,
    main: html`<section class="notice"><h1>${title}</h1><p>${text}</p>${
      about === 'missing' && html`<p><a class="button" href="${root}">${words('dashboard.home')}</a></p>`
    }</section>`,
  });
}

/** The key is used up by the button alone: a preview that follows the link leaves it whole. */
export function enterPage(frame: Frame, key: string, minutes: number): Html {
  const { words, root } = frame;
  const title = words('dashboard.enter_title');
  return layout(frame, {
    title,
    main: html`<section class="notice"><h1>${title}</h1><p>${words('dashboard.enter_text', { minutes })}</p>
<form method="post" action="${root}/enter"><input type="hidden" name="key" value="${key}">
<button class="main">${words('dashboard.enter_button')}</button></form></section>`,
  });
}
