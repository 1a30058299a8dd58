import { type ApplicationQuery, startingAfter } from '#features/application/staff/search/application-query.js'
import { mayShareSearches, type SavedSearch } from '#features/application/staff/search/saved-searches.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Notice } from '#ui/blocks.js'
import { TextField, TickField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

/** A search with the number of files it finds for this viewer; null where that would need files to be opened first. */
export interface CountedSearch extends SavedSearch {
  readonly count: number | null
}

interface Around {
  readonly words: Words
  readonly me: StaffActor
  readonly token: string
}

export interface SavedSearchListProps extends Omit<Around, 'me'> {
  readonly searches: readonly CountedSearch[]
  /** Id of what was just removed. */
  readonly removed?: string
  readonly notice: unknown
  readonly done: unknown
}

const addressOf = ({ filter, order }: SavedSearch, to: SearchLinkProps['to'] = paths.applicationsFrom): string =>
  to({ filter, order: order === 'case' ? undefined : order })

/** One's own to change, and those of colleagues to follow. */
export function SavedSearchList({ words, token, searches, removed, notice, done }: SavedSearchListProps) {
  const own = searches.filter(({ isOwn }) => isOwn)
  const others = searches.filter(({ isOwn }) => !isOwn)

  return (
    <>
      <h1>{words('staff.saved.title')}</h1>
      <Refused code={notice} />
      <Done code={done} />
      {removed && (
        <Notice isStatus>
          <p>{words('staff.saved.removed')}</p>
          <PageForm action={paths.savedReturns(removed)} token={token} id="undo">
            <button class="second">{words('staff.saved.undo')}</button>
          </PageForm>
        </Notice>
      )}
      <p>{words('staff.saved.lead')}</p>
      <h2>{words('staff.saved.own')}</h2>
      {own.length === 0 && <p class="hint">{words('staff.saved.none')}</p>}
      <ul>
        {own.map((search) => (
          <OwnSearch key={search.id} words={words} search={search} />
        ))}
      </ul>
      {others.length > 0 && <h2>{words('staff.saved.shared')}</h2>}
      <SearchLinks words={words} searches={others.filter(({ isRemovable }) => !isRemovable)} />
      <LeftSearches words={words} token={token} searches={others.filter(({ isRemovable }) => isRemovable)} />
    </>
  )
}

/** Shared by colleagues who are gone; nobody else would take them away. */
const LeftSearches = ({ words, token, searches }: Pick<SavedSearchListProps, 'words' | 'token' | 'searches'>) =>
  searches.length === 0 ? null : (
    <>
      <h2>{words('staff.saved.left')}</h2>
      <ul>
        {searches.map((search) => (
          <li key={search.id}>
            <SearchLink words={words} search={search} />
            <PageForm action={paths.savedRemovals(search.id)} token={token} id={`remove-${search.id}`}>
              <button class="second">{words('staff.saved.remove')}</button>
            </PageForm>
          </li>
        ))}
      </ul>
    </>
  )

const OwnSearch = ({ words, search }: { readonly words: Words; readonly search: CountedSearch }) => (
  <li>
    <SearchLink words={words} search={search} />
    <br />
    <code dir="ltr">{search.filter}</code>
    <br />
    <a href={paths.savedSearch(search.id)}>{words('staff.saved.change', { name: search.name })}</a>
  </li>
)

export interface OwnSearchTextProps extends Around {
  readonly search: SavedSearch
  readonly notice: unknown
}

/** One of the viewer's own: its name, who sees it, and the way out. */
export const OwnSearchText = ({ words, me, token, search, notice }: OwnSearchTextProps) => (
  <>
    <h1>{words('staff.saved.change_title')}</h1>
    <Refused code={notice} />
    <p>
      <code dir="ltr">{search.filter}</code>
    </p>
    <PageForm action={paths.savedSearch(search.id)} token={token}>
      <Label words={words} me={me} name={search.name} isShared={search.isShared} />
      <div class="buttons">
        <button class="main">{words('staff.saved.save')}</button>
      </div>
    </PageForm>
    <PageForm action={paths.savedRemovals(search.id)} token={token} id="remove">
      <button class="second">{words('staff.saved.remove')}</button>
    </PageForm>
    <p>
      <a href={paths.savedSearches}>{words('staff.saved.title')}</a>
    </p>
  </>
)

interface LabelProps extends Omit<Around, 'token'> {
  readonly name?: string
  readonly isShared?: boolean
}

const Label = ({ words, me, name, isShared }: LabelProps) => (
  <>
    <TextField
      name="name"
      label={words('staff.saved.name')}
      hint={words('staff.saved.name_hint')}
      value={name}
      autocomplete="off"
    />
    {mayShareSearches(me) && <TickField name="shared" label={words('staff.saved.share')} checked={isShared ?? false} />}
  </>
)

interface SearchLinkProps {
  readonly words: Words
  readonly search: CountedSearch
  /** The list it is followed on; that of files without one. */
  readonly to?: (query: ApplicationQuery) => string
}

const SearchLink = ({ words, search, to }: SearchLinkProps) => (
  <>
    <a href={addressOf(search, to)}>
      <bdi dir="auto">{search.name}</bdi>
    </a>
    {search.count !== null && <> ({search.count})</>}
    {search.isShared && <span class="hint"> · {words('staff.saved.by', { name: search.owner })}</span>}
  </>
)

interface SearchLinksProps extends Pick<SearchLinkProps, 'words' | 'to'> {
  readonly searches: readonly CountedSearch[]
}

/** Links with the number of files each finds now. */
const SearchLinks = ({ words, searches, to }: SearchLinksProps) =>
  searches.length === 0 ? null : (
    <ul>
      {searches.map((search) => (
        <li key={search.id}>
          <SearchLink words={words} search={search} to={to} />
        </li>
      ))}
    </ul>
  )

/** Beside a list: the searches that stay, followed on that list, and the way to keep the one that is shown. */
export const SearchesBeside = (props: Around & SearchLinksProps & { readonly query: ApplicationQuery }) => {
  const { words, searches } = props
  return (
    <section aria-labelledby={searches.length > 0 ? 'saved' : undefined}>
      {searches.length > 0 && (
        <>
          <h2 id="saved">{words('staff.saved.title')}</h2>
          <SearchLinks {...props} />
          <p>
            <a href={paths.savedSearches}>{words('staff.saved.to_change')}</a>
          </p>
        </>
      )}
      <KeepSearch {...props} />
    </section>
  )
}

/** Keeps the search that is shown. */
function KeepSearch({ words, me, token, query }: Around & { readonly query: ApplicationQuery }) {
  if (query.search) return <p class="hint">{words('staff.saved.words_end')}</p>
  if (!query.filter && !query.state) return null
  return (
    <details>
      <summary>{words('staff.saved.keep')}</summary>
      <PageForm action={paths.savedFrom(startingAfter(query))} token={token} id="keep">
        <Label words={words} me={me} />
        <button class="second">{words('staff.saved.save')}</button>
      </PageForm>
    </details>
  )
}
