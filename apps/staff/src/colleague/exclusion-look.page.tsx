import type { ExclusionReach } from '#features/vetting/staff/conflict/exclude-country.js'
import type { Exclusion } from '#features/vetting/staff/conflict/keep-exclusions.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface ExclusionLookProps {
  readonly words: Words
  readonly exclusion: Exclusion
  /** The colleague's. */
  readonly name: string
  readonly reach: ExclusionReach
  readonly token: string
}

/** What an exclusion would do, before anything is done. */
export const ExclusionLook = ({ words, exclusion, name, reach, token }: ExclusionLookProps) => {
  const { met, sealed } = reach
  const about = { name, country: words.country(exclusion.country) }

  return (
    <>
      <h1>{words('staff.exclude.title', about)}</h1>
      <p class="lead">{words('staff.exclude.lead')}</p>
      {sealed === null ? (
        <p>{words('staff.exclude.unknown')}</p>
      ) : (
        <p>{words('staff.exclude.met', { ...about, count: met })}</p>
      )}
      {sealed !== null && sealed > 0 && <p>{words('staff.exclude.sealed', { count: sealed })}</p>}
      <p>{words('staff.exclude.later')}</p>
      <PageForm action={paths.colleagueExclusions} token={token} id="exclusion">
        <input type="hidden" name="account" value={exclusion.accountId} />
        <input type="hidden" name="country" value={exclusion.country} />
        <div class="buttons">
          <button class="main">{words('staff.exclude.send', { count: met })}</button>
        </div>
      </PageForm>
      <p>
        <a href={paths.colleagues}>{words('staff.exclude.back')}</a>
      </p>
    </>
  )
}
