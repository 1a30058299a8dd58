import { h } from 'preact'
import type { Words } from '#words/index.js'

/** What the script needs of a session, to ask before it ends. */
export interface SessionEnd {
  readonly idleSeconds: number
  /** Says "I am still here". */
  readonly presence: string
  /** Where the end of the session leads. */
  readonly ended: string
}

export interface DeferredScriptProps {
  readonly words: Words
  readonly src: string
  /** Only after sign-in. */
  readonly session?: SessionEnd
}

/** The only script element there is: one file of ours, run after the page, its sentences handed over as data. */
export const DeferredScript = ({ words, src, session }: DeferredScriptProps) =>
  h('script', {
    src,
    defer: true,
    ...(session && {
      'data-idle': session.idleSeconds,
      'data-presence': session.presence,
      'data-ended': session.ended,
      'data-ending': words('idle.ending'),
      'data-stay': words('idle.stay'),
    }),
  })
