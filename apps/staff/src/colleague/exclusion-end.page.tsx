import type { ExclusionPins } from '#features/vetting/staff/conflict/end-exclusion.js'
import type { Exclusion } from '#features/vetting/staff/conflict/keep-exclusions.js'
import { TickField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface ExclusionEndProps {
  readonly words: Words
  readonly exclusion: Exclusion
  /** The colleague's. */
  readonly name: string
  readonly pins: ExclusionPins
  readonly token: string
}

/** What removing an exclusion would do, and whether what it pinned is cleared with it. */
export const ExclusionEnd = ({ words, exclusion, name, pins, token }: ExclusionEndProps) => {
  const { made, sealed } = pins

  return (
    <>
      <h1>{words('staff.exclude.end_title', { name, country: words.country(exclusion.country) })}</h1>
      <p class="lead">{words('staff.exclude.end_lead')}</p>
      {sealed === null ? (
        <p>{words('staff.exclude.end_unknown')}</p>
      ) : (
        made === 0 && <p>{words('staff.exclude.end_none')}</p>
      )}
      {sealed !== null && sealed > 0 && <p>{words('staff.exclude.end_sealed', { count: sealed })}</p>}
      <PageForm action={paths.colleagueExclusionEnds} token={token} id="exclusion-end">
        <input type="hidden" name="account" value={exclusion.accountId} />
        <input type="hidden" name="country" value={exclusion.country} />
        {made > 0 && (
          <TickField
            name="clear"
            label={words('staff.exclude.clear', { count: made })}
            hint={words('staff.exclude.clear_hint')}
            checked={false}
          />
        )}
        <div class="buttons">
          <button class="main">{words('staff.exclude.end_send')}</button>
        </div>
      </PageForm>
      <p>
        <a href={paths.colleagues}>{words('staff.exclude.back')}</a>
      </p>
    </>
  )
}
