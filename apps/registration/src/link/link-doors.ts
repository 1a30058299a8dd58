import type { LinkKind } from '#features/link/registration/link-sessions.js'
import type { WordKey } from '#words/index.js'
import type { Paths } from '../paths.js'

interface LinkDoor {
  /** Where the button leads. */
  readonly href: (paths: Paths) => string
  /** Where somebody is led whose session of this kind has ended. */
  readonly ended: (paths: Paths) => string
  readonly lead: WordKey
  readonly time: WordKey
  readonly open: WordKey
  /** First part of the addresses of its pages, after the language. */
  readonly segment: string
}

/** What each kind of link opens. A kind without a door opens nothing. */
const doors: Readonly<Partial<Record<LinkKind, LinkDoor>>> = {
  reference: {
    href: (paths) => paths.reference,
    ended: (paths) => paths.referenceEnded,
    lead: 'link.lead.reference',
    time: 'link.time.reference',
    open: 'link.open.reference',
    segment: 'reference',
  },
  nomination: {
    href: (paths) => paths.invitation,
    ended: (paths) => `${paths.signIn}?ended=yes`,
    lead: 'link.lead.nomination',
    time: 'link.time.nomination',
    open: 'link.open.nomination',
    segment: 'invitation',
  },
}

export const doorOf = (kind: LinkKind): LinkDoor | undefined => doors[kind]

/** The kind of link whose session a permission needs (`reference.send`); undefined for an applicant's own. */
export const kindOfPermission = (permission: string): LinkKind | undefined =>
  (Object.keys(doors) as LinkKind[]).find((kind) => permission.startsWith(`${kind}.`))

/** The kind of link behind a page, told by the first part of its address after the language. */
export const kindOfPath = (url: string): LinkKind | undefined =>
  (Object.keys(doors) as LinkKind[]).find((kind) => url.split(/[/?]/)[2] === doors[kind]?.segment)
