import { render } from '#platform/web/render.js'
import { isOffered, langs, wordsFor } from '#words/index.js'

/** What anybody but this machine gets from a practice copy, in every language at once. */
export const strangerPage = (): string =>
  render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{wordsFor('en')('practice_only.title')}</title>
      </head>
      <body>
        <main>
          {langs
            .filter(isOffered)
            .map(wordsFor)
            .map((words) => (
              <section key={words.lang} lang={words.lang} dir={words.dir}>
                <h1>{words('practice_only.title')}</h1>
                <p>{words('practice_only.text')}</p>
              </section>
            ))}
        </main>
      </body>
    </html>,
  )
