import { tracks } from '#domain/application/tracks.js'
import type { CallWindow, CallWindowList } from '#features/edition/staff/call-windows.js'
import type { FormOffer, StandingForm } from '#features/edition/staff/change-form.js'
import { Notice } from '#ui/blocks.js'
import { TickField, TicksField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface EditionCallProps {
  readonly words: Words
  readonly call: CallWindowList
  readonly form: StandingForm
  /** ISO date; null while it is not. */
  readonly archivedOn: string | null
  readonly token: string
  readonly refused?: string
}

/** When the call of the edition is open, and what the form of the next one asks. */
export const EditionCallText = ({ words, call, form, archivedOn, token, refused }: EditionCallProps) => (
  <>
    <h1>{words('staff.call.title')}</h1>
    {refused && (
      <Notice tone="danger" isStatus>
        <p>{refused}</p>
      </Notice>
    )}
    <h2>{words('staff.call.windows')}</h2>
    <p class="lead">{words('staff.call.windows_lead')}</p>
    <p>{words('staff.call.zone', { zone: call.zone })}</p>
    <Windows words={words} call={call} />
    <p>
      <a href={paths.callWindowNew}>{words('staff.call.add_window')}</a>
    </p>
    <h2>{words('staff.call.form')}</h2>
    <p class="lead">{words('staff.call.form_lead')}</p>
    {form.kept && <Kept words={words} kept={form.kept} />}
    <PageForm action={paths.standingForm} token={token}>
      <input type="hidden" name="version" value={form.version} />
      <TicksField
        name="tracks"
        label={words('staff.call.tracks')}
        hint={words('staff.call.tracks_hint')}
        choices={tracks.map((value) => ({ value, label: words(`option.tracks.${value}`) }))}
        values={form.tracks}
      />
      <TickField name="offers_remote" label={words('staff.call.offers_remote')} checked={form.offersRemote} />
      <div class="buttons">
        <button class="main">{words('staff.call.save_form')}</button>
      </div>
    </PageForm>
    <Archive words={words} archivedOn={archivedOn} token={token} />
  </>
)

const Archive = ({ words, archivedOn, token }: Pick<EditionCallProps, 'words' | 'archivedOn' | 'token'>) => (
  <>
    <h2>{words('staff.call.archive')}</h2>
    <p>
      {archivedOn ? words('staff.call.archived', { date: words.date(archivedOn) }) : words('staff.call.archive_lead')}
    </p>
    <PageForm action={paths.editionArchive} token={token}>
      <input type="hidden" name="archived" value={archivedOn ? 'no' : 'yes'} />
      <button class="second">{words(archivedOn ? 'staff.call.archive_undo' : 'staff.call.archive_do')}</button>
    </PageForm>
  </>
)

const Windows = ({ words, call: { windows, zone } }: Pick<EditionCallProps, 'words' | 'call'>) => (
  <Table
    caption={words('staff.call.windows')}
    empty={words('staff.call.no_window')}
    rows={windows}
    keyOf={(row) => row.id}
    columns={[
      { name: words('staff.call.opens'), cell: (row: CallWindow) => words.instant(row.opensAt, zone) },
      {
        name: words('staff.call.closes'),
        cell: (row: CallWindow) => (row.closesAt ? words.instant(row.closesAt, zone) : words('staff.call.endless')),
      },
      {
        name: words('staff.call.change'),
        cell: (row: CallWindow) => changeLink(words, row),
      },
    ]}
  />
)

const changeLink = (words: Words, { id }: CallWindow) => (
  <a href={paths.callWindow(id)}>{words('staff.call.change_window')}</a>
)

/** What the edition asks since it opened, whatever the standing form says. */
const Kept = ({ words, kept }: { readonly words: Words; readonly kept: FormOffer }) => (
  <Notice>
    <p>{words('staff.call.kept')}</p>
    <p>
      {kept.tracks.length > 0
        ? words('staff.call.kept_tracks', {
            tracks: words.list(kept.tracks.map((track) => words.find(`option.tracks.${track}`) ?? track)),
          })
        : words('staff.call.kept_no_tracks')}
    </p>
    <p>{words(kept.offersRemote ? 'staff.call.kept_remote' : 'staff.call.kept_no_remote')}</p>
  </Notice>
)
