import type { Words } from '#words/index.js'
import { paths } from '../../paths.js'
import { SearchesBeside } from '../../saved/saved-search.page.js'
import { Search, SearchLacks, SearchSaid } from '../../search/search.page.js'
import { lookedAt, type ListProps } from '../list-props.js'

/** The search of the list of files, over the people of a list; none before the word, since it counts them. */
export const ListFilter = ({ words, me, view: { row, owesWord }, look, search, saved, token }: ListProps) => {
  if (owesWord) return null
  const { order, show } = look

  return (
    <>
      <SearchLacks words={words} lack={search.lack} />
      <Search words={words} token={token} {...search} action={paths.listSearches(row.id, { order, show })} isAlone />
      {saved && (
        <SearchesBeside
          words={words}
          me={me}
          token={token}
          query={search.query}
          searches={saved}
          to={({ filter }) => paths.listFrom(row.id, lookedAt(look, { query: { filter } }))}
        />
      )}
      <SearchSaid words={words} {...search.fitting} />
    </>
  )
}

interface FittingActsProps {
  readonly words: Words
  readonly addable: ListProps['view']['addable']
}

/** How many of those who fit could be put on the list, and the one act that does it; part of the form of the people. */
export const FittingActs = ({ words, addable }: FittingActsProps) => {
  if (addable === null) return null
  const count = addable.ids.length

  return (
    <>
      <p>{words('staff.cohort.fit.told', { count })}</p>
      {count > 0 && (
        <div class="buttons">
          <input type="hidden" name="digest" value={addable.digest} />
          <button class="second" name="act" value="add_fitting">
            {words('staff.cohort.fit.add', { count })}
          </button>
          <button class="second" name="act" value="try_fitting">
            {words('staff.cohort.fit.try', { count })}
          </button>
        </div>
      )}
    </>
  )
}
