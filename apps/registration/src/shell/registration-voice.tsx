import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { ErrorVoice } from '#platform/web/answer/calm-filter.js'
import type { ErrorKind } from '#platform/web/answer/error-kind.js'
import { render } from '#platform/web/render.js'
import { type Words, type WordKey, wordsFor } from '#words/index.js'
import { doorOf, kindOfPath } from '../link/link-doors.js'
import { pathsFor } from '../paths.js'
import { langOf } from './language.js'
import { isKept } from './registration-gate.js'
import { Shell } from './shell.js'

interface Said {
  readonly title: WordKey
  readonly text: WordKey
}

const wrongForm: Said = { title: 'wrong_form.title', text: 'wrong_form.text' }
const said: Readonly<Record<ErrorKind, Said>> = {
  malformed: wrongForm,
  media_type: wrongForm,
  sign_in: { title: 'sign_in.title', text: 'refusal.session_ended' },
  forbidden: { title: 'forbidden.title', text: 'forbidden.text' },
  not_found: { title: 'not_found.title', text: 'not_found.text' },
  archived: { title: 'archived.title', text: 'archived.text' },
  too_large: { title: 'too_large.title', text: 'too_large.text' },
  version_needed: { title: 'wrong_form.title', text: 'refusal.version_needed' },
  too_many: { title: 'too_many.title', text: 'too_many.text' },
  fault: { title: 'fault.title', text: 'fault.text' },
  away: { title: 'pause.title', text: 'pause.text' },
}

/** Calm pages and sentences for what went wrong. */
@Injectable()
export class RegistrationVoice extends ErrorVoice {
  constructor(private readonly shell: Shell) {
    super()
  }

  page(kind: ErrorKind, request: FastifyRequest, reference?: string): string {
    const words = wordsFor(langOf(request))
    const title = words(said[kind].title)

    return render(
      this.shell.frame(
        { words, title, here: (paths) => paths.start, back: { href: pathsFor(words.lang).start } },
        <ErrorText words={words} kind={kind} title={title} reference={reference} />,
      ),
    )
  }

  sentence(kind: ErrorKind, request: FastifyRequest): string {
    return wordsFor(langOf(request))(said[kind].text)
  }

  signInPath(request: FastifyRequest): string {
    const paths = pathsFor(langOf(request))
    const kind = kindOfPath(request.url)
    const door = kind && doorOf(kind)
    if (door) return door.ended(paths)
    return `${paths.signIn}?ended=${isKept(request) ? 'kept' : 'yes'}`
  }
}

interface ErrorTextProps {
  readonly words: Words
  readonly kind: ErrorKind
  readonly title: string
  readonly reference?: string
}

const ErrorText = ({ words, kind, title, reference }: ErrorTextProps) => (
  <>
    <h1>{title}</h1>
    <p>{words(said[kind].text)}</p>
    {reference && <p>{words('fault.reference', { reference })}</p>}
  </>
)
