import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { StaffLink } from '#ui/staff-page.js'
import { type WordKey, wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { mayPass } from './permissions.js'

const words = wordsFor('en')

/** A screen of the navigation, with the permission its first route asks for. */
interface Screen {
  readonly href: string
  readonly name: WordKey
  readonly permission: string
  /** Addresses of its pages that do not begin as its own does. */
  readonly alsoAt?: readonly string[]
}

interface Area {
  readonly name: WordKey
  readonly screens: readonly Screen[]
}

const home: Screen = {
  href: paths.home,
  name: 'staff.home.title',
  permission: 'waiting.list',
  alsoAt: [paths.waiting],
}

const areas: readonly Area[] = [
  {
    name: 'staff.area.files',
    screens: [
      {
        href: paths.applications,
        name: 'staff.list.title',
        permission: 'application.list',
        alsoAt: [paths.searches, paths.savedSearches, paths.exports, paths.decisionBatches],
      },
      { href: paths.screening, name: 'staff.screening.title', permission: 'screening.list' },
      { href: paths.duplicates, name: 'staff.duplicates.title', permission: 'duplicate.list' },
      { href: paths.proxies, name: 'staff.screening.proxies', permission: 'proxy.list' },
      {
        href: paths.nominations,
        name: 'staff.nominations.title',
        permission: 'nomination.list',
        alsoAt: [paths.nominationList, paths.partners],
      },
      { href: paths.notes, name: 'staff.note.title', permission: 'note.read' },
      { href: paths.lateCodes, name: 'staff.late.title', permission: 'late-code.make' },
      { href: paths.lostCodes, name: 'staff.lost_code.title', permission: 'code-case.list' },
    ],
  },
  {
    name: 'staff.area.reading',
    screens: [
      { href: paths.plan, name: 'staff.plan.title', permission: 'assignment.plan' },
      { href: paths.calibration, name: 'staff.calibration.title', permission: 'calibration.read' },
      { href: paths.calibrationFiles, name: 'staff.calibration_files.title', permission: 'calibration.mark' },
      { href: paths.capture, name: 'staff.capture.title', permission: 'calibration.read' },
      { href: paths.ownSeverity, name: 'staff.severity.title', permission: 'severity.read' },
      { href: paths.colleagues, name: 'staff.colleagues.title', permission: 'exclusion.keep' },
      { href: paths.conflictKinds, name: 'staff.kinds.title', permission: 'conflict.rewrite' },
    ],
  },
  {
    name: 'staff.area.vetting',
    screens: [
      { href: paths.vettingDesk, name: 'staff.vetting.title', permission: 'vetting.list' },
      { href: paths.unasked, name: 'staff.unasked.title', permission: 'reference.list' },
      { href: paths.apart, name: 'staff.apart.title', permission: 'apart.keep' },
      { href: paths.dangerContacts, name: 'staff.danger.title', permission: 'danger-contact.keep' },
    ],
  },
  {
    name: 'staff.area.board',
    screens: [
      { href: paths.board, name: 'staff.board.title', permission: 'board.read', alsoAt: [paths.releases] },
      { href: paths.lists, name: 'staff.cohort.title', permission: 'cohort.read' },
      { href: paths.waitlist, name: 'staff.waitlist.title', permission: 'waitlist.read' },
      { href: paths.approvalList, name: 'staff.approval.title', permission: 'approval.list' },
      { href: paths.appointments, name: 'staff.outside.title', permission: 'outside.list' },
    ],
  },
  {
    name: 'staff.area.travel',
    screens: [
      { href: paths.cases, name: 'staff.desk.title', permission: 'visa-case.list' },
      { href: paths.tasks, name: 'staff.tasks.title', permission: 'task.list' },
      { href: paths.latePeople, name: 'staff.waitlist.late.title', permission: 'waitlist.late' },
    ],
  },
  {
    name: 'staff.area.edition',
    screens: [
      { href: paths.editionCall, name: 'staff.call.title', permission: 'edition.change-call' },
      { href: paths.dates, name: 'staff.dates.title', permission: 'edition.change-dates' },
      { href: paths.phases, name: 'staff.phases.title', permission: 'phases.change' },
      { href: paths.readingTimes, name: 'staff.reading_time.title', permission: 'reading_time.change' },
      { href: paths.readiness, name: 'staff.readiness.title', permission: 'readiness.read' },
    ],
  },
  {
    name: 'staff.area.team',
    screens: [
      { href: paths.accounts, name: 'staff.account.title', permission: 'account.list' },
      { href: paths.keys, name: 'staff.key.title', permission: 'key.list' },
      { href: paths.returning, name: 'staff.returning.title', permission: 'file.return' },
      { href: paths.reveals, name: 'staff.reveal.title', permission: 'reveal.list' },
      { href: paths.keepers, name: 'staff.keepers.title', permission: 'keeper.list' },
      { href: paths.audit, name: 'staff.audit.title', permission: 'audit.read' },
      { href: paths.me, name: 'staff.me.title', permission: 'own-account.keep' },
      { href: paths.sessions, name: 'staff.sessions.title', permission: 'own-session.read' },
    ],
  },
]

/** More screens than this are shown by area. */
const mostInARow = 9

export interface Navigation {
  readonly nav: readonly StaffLink[]
  /** Screens of the area one is in; empty on pages of no screen, and where there are no areas. */
  readonly within: readonly StaffLink[]
}

/**
 * The screens this person may open: in a row while they are few, else by area, each of which leads to its first screen. One is
 * at the screen whose address is the longest beginning of the page's, `at`.
 */
export function navigation(me: Pick<StaffActor, 'roles' | 'keeperOf' | 'isPending'>, at: string): Navigation {
  const open = (screens: readonly Screen[]) => screens.filter(({ permission }) => mayPass(me, permission))
  const own = areas
    .map(({ name, screens }) => ({ name, screens: open(screens) }))
    .filter((area) => area.screens.length > 0)
  const all = [...open([home]), ...own.flatMap(({ screens }) => screens)]
  const here = screenAt(all, at)
  const linkTo = (screen: Screen): StaffLink => ({
    href: screen.href,
    label: words(screen.name),
    current: screen === here ? (screen.href === at ? 'page' : 'true') : undefined,
  })
  if (all.length <= mostInARow) return { nav: all.map(linkTo), within: [] }

  const within = own.find(({ screens }) => here !== undefined && screens.includes(here))
  const isShown = within !== undefined && within.screens.length > 1
  const ofAreas = own.map((area): StaffLink => {
    const links = area.screens.map(linkTo)
    const [first] = links
    if (first && links.length === 1) return first
    return { href: first?.href ?? paths.home, label: words(area.name), current: area === within ? 'true' : undefined }
  })
  return { nav: [...open([home]).map(linkTo), ...ofAreas], within: isShown ? within.screens.map(linkTo) : [] }
}

function screenAt(screens: readonly Screen[], at: string): Screen | undefined {
  const found = screens.flatMap((screen) =>
    [screen.href, ...(screen.alsoAt ?? [])].filter((href) => isBelow(href, at)).map((href) => ({ screen, href })),
  )
  return found.toSorted((a, b) => b.href.length - a.href.length)[0]?.screen
}

const isBelow = (href: string, at: string): boolean => at === href || (href !== paths.home && at.startsWith(`${href}/`))
