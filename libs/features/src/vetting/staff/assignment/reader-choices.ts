import { type BrokenWish, type ReaderAtHand, readerChoices } from '#domain/assignment/choices.js'
import type { SeenFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { askPlanned, type Database, type Tx } from '#platform/database/database.js'

/** A reader one file could go to. */
export interface Choice {
  readonly accountId: string
  readonly name: string
  readonly languages: readonly string[]
  readonly load: number
  readonly most: number | null
  readonly breaks: readonly BrokenWish[]
  /** By another role of theirs a review that is in was open to them; false where the actor knows of none. */
  readonly isUnblind: boolean
}

interface ChoiceRow extends ReaderAtHand {
  readonly name: string
  readonly isUnblind: boolean
}

/**
 * Reviewers of the edition who may be given the file and have it not, the best first. Left out are those with a conflict,
 * and who put the person forward. Files the actor knows nothing of are in no load.
 */
export async function choicesFor(
  asked: Pick<Database, 'prepared'> | Tx,
  actor: StaffActor,
  file: Pick<SeenFile, 'id' | 'answerLanguage' | 'seen'>,
): Promise<Choice[]> {
  const rows = await askPlanned<ChoiceRow>(asked, readersAtHand, [
    file.id,
    actor.editionId,
    actor.accountId,
    file.seen.privateReviews,
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))

  return readerChoices(rows, file.answerLanguage).flatMap(({ id, breaks }) => {
    const row = byId.get(id)
    return row
      ? [
          {
            accountId: id,
            name: row.name,
            languages: row.languages,
            load: row.load,
            most: row.most,
            breaks,
            isUnblind: row.isUnblind,
          },
        ]
      : []
  })
}

const readersAtHand = `
  SELECT a.id, a.display_name AS name, coalesce(r.languages, '{}') AS languages,
    CASE WHEN coalesce(r.willing, true) THEN r.max_load ELSE 0 END AS most,
    EXISTS (SELECT 1 FROM app.reader_pair p JOIN app.assignment q ON q.account_id IN (p.one, p.other) AND q.account_id <> a.id
      WHERE p.edition_id = $2 AND a.id IN (p.one, p.other) AND q.application_id = $1 AND q.role = 'reviewer' AND q.ended_on IS NULL) AS "isKeptApart",
    (SELECT count(*)::int FROM app.assignment s JOIN app.application f ON f.id = s.application_id
      WHERE s.account_id = a.id AND s.role = 'reviewer' AND s.ended_on IS NULL AND f.edition_id = $2 AND f.state = 'in_review'
        AND NOT EXISTS (SELECT 1 FROM app.conflict v WHERE v.application_id = f.id AND v.account_id = $3)
        AND NOT EXISTS (SELECT 1 FROM app.flag g WHERE g.application_id = f.id AND g.kind = 'restricted' AND g.lifted_on IS NULL)) AS load,
    EXISTS (SELECT 1 FROM app.assignment_refusal x WHERE x.application_id = $1 AND x.account_id = a.id)
      OR EXISTS (SELECT 1 FROM app.review w WHERE w.application_id = $1 AND w.account_id = a.id AND w.state = 'abstained') AS "isRefused",
    $4::boolean AND NOT app.would_read_blind($1, a.id) AS "isUnblind"
  FROM app.staff_account a LEFT JOIN app.reader r ON r.account_id = a.id AND r.edition_id = $2
  WHERE app.holds_role(a.id, $2, ARRAY['reviewer'])
    AND NOT EXISTS (SELECT 1 FROM app.assignment h WHERE h.application_id = $1 AND h.account_id = a.id AND h.role = 'reviewer' AND h.ended_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = $1 AND c.account_id = a.id)
    AND NOT EXISTS (SELECT 1 FROM app.application n JOIN app.nomination m ON m.id = n.nomination_id WHERE n.id = $1 AND m.made_by = a.id)
  ORDER BY a.display_name, a.login`
