import type { OwnReferee } from '#features/reference/registration/own-referees.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface RefereeListProps {
  readonly words: Words
  readonly referees: readonly OwnReferee[]
}

/** How it stands with the people the applicant named, once they are asked. No names: those are sealed. */
export const RefereeList = ({ words, referees }: RefereeListProps) =>
  referees.length === 0 ? null : (
    <>
      <h2>{words('own_referees.title')}</h2>
      <dl class="dates">
        {referees.map((referee) => (
          <div key={referee.place}>
            <dt>{words.find(`own_referees.${referee.place}`)}</dt>
            <dd>
              {words(`own_referees.state.${referee.state}`)}
              {referee.canName && <NameAnother words={words} place={referee.place} />}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )

const NameAnother = ({ words, place }: { readonly words: Words; readonly place: number }) => (
  <>
    <br />
    <a
      href={pathsFor(words.lang).referee(place)}
      aria-label={words('own_referees.name_hidden', { place: words.find(`own_referees.${place}`) ?? '' })}
    >
      {words('own_referees.name')}
    </a>
  </>
)
