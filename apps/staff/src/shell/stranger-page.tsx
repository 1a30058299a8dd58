import { render } from '#platform/web/render.js'
import { wordsFor } from '#words/index.js'

const words = wordsFor('en')

/** What anybody but this machine gets from a practice copy. */
export const strangerPage = (): string =>
  render(
    <html lang={words.lang} dir={words.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{words('practice_only.title')}</title>
      </head>
      <body>
        <main>
          <h1>{words('practice_only.title')}</h1>
          <p>{words('practice_only.text')}</p>
        </main>
      </body>
    </html>,
  )
