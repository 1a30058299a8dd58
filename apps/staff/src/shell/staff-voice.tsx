import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { ErrorVoice } from '#platform/web/answer/calm-filter.js'
import type { ErrorKind } from '#platform/web/answer/error-kind.js'
import { render } from '#platform/web/render.js'
import { type WordKey, wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { pageAsked } from './page-asked.js'
import { Shell } from './shell.js'
import { keptOf } from './staff-gate.js'

const words = wordsFor('en')

interface Said {
  readonly title: WordKey
  readonly text: WordKey
}

const wrongForm: Said = { title: 'wrong_form.title', text: 'wrong_form.text' }
const said: Readonly<Record<ErrorKind, Said>> = {
  malformed: wrongForm,
  media_type: wrongForm,
  sign_in: { title: 'staff.sign_in.title', text: 'staff.sign_in.ended' },
  forbidden: { title: 'forbidden.title', text: 'forbidden.text' },
  not_found: { title: 'not_found.title', text: 'staff.error.not_found' },
  archived: { title: 'archived.title', text: 'staff.error.archived' },
  too_large: { title: 'too_large.title', text: 'too_large.text' },
  version_needed: { title: 'wrong_form.title', text: 'refusal.version_needed' },
  too_many: { title: 'too_many.title', text: 'too_many.text' },
  fault: { title: 'fault.title', text: 'staff.error.fault' },
  away: { title: 'pause.title', text: 'staff.error.away' },
}

/** Calm pages for what went wrong; the same for everybody, whoever they are. */
@Injectable()
export class StaffVoice extends ErrorVoice {
  constructor(
    private readonly shell: Shell,
    private readonly cookie: SessionCookie,
  ) {
    super()
  }

  page(kind: ErrorKind, _request: FastifyRequest, reference?: string): string {
    const title = words(said[kind].title)

    return render(
      this.shell.stranger(
        title,
        <>
          <h1>{title}</h1>
          <p>{words(said[kind].text)}</p>
          {reference && <p>{words('fault.reference', { reference })}</p>}
          <p>
            <a href={paths.home}>{words('staff.home.title')}</a>
          </p>
        </>,
      ),
    )
  }

  sentence(kind: ErrorKind): string {
    return words(said[kind].text)
  }

  signInPath(request: FastifyRequest): string {
    const kept = keptOf(request)
    if (kept) return paths.signInFor({ ended: kept })
    // Whoever comes for the first time was not signed out.
    return paths.signInFor({ ended: this.cookie.read(request) ? 'yes' : undefined, to: pageAsked(request) })
  }
}
