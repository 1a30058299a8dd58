import { render } from '#platform/web/render.js'
import { Page } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'

/** Where "Leave" leads without a script: nothing to read, and on to the harmless site at once. */
export const leftPage = (words: Words, exit: string): Page =>
  new Page(
    render(
      <html lang={words.lang} dir={words.dir}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta http-equiv="refresh" content={`0;url=${exit}`} />
          <title>{'\u00a0'}</title>
        </head>
        <body>
          <a href={exit} rel="noreferrer nofollow">
            {words('shell.exit')}
          </a>
        </body>
      </html>,
    ),
    200,
  )
