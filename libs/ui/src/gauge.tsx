import type { Direction } from '#words/lang.js'

/** One value against its band; null where there is no bound, or the count is not shown. */
export interface GaugeBar {
  readonly label: string
  readonly floor: number | null
  readonly target: number | null
  readonly cap: number | null
  /** How many more could be taken; in the table only. */
  readonly remaining: number | null
  /** Part of `now` that stands already. */
  readonly real: number | null
  /** About to be offered; in the table only. */
  readonly pending: number | null
  readonly now: number | null
  /** What `now` would become; null when nothing is tried. */
  readonly tried: number | null
}

export interface GaugeProps {
  /** Unique on the page; ids are made of it. */
  readonly id: string
  /** States the finding. */
  readonly caption: string
  readonly bars: readonly GaugeBar[]
  readonly dir: Direction
  /** Name of the block that holds the same numbers as a table. */
  readonly numbers: string
  /** Heads of that table: value, floor, target, cap, left to take, stands already, about to be offered, now, then. */
  readonly heads: readonly [string, string, string, string, string, string, string, string, string]
}

const width = 330
const rowHeight = 38
const line = { fill: 'none', stroke: 'var(--ink)' }

/**
 * Counts against bands: a hatched band from floor to cap, a mark at the target, a full bar for now, a dashed outline for
 * what it would become. Told apart by shape and pattern, not by colour; mirrored for scripts from right to left.
 */
export function Gauge(props: GaugeProps) {
  const { id, caption, bars, dir } = props
  // A floor without a cap leaves room beyond it, so that its band is seen.
  const counts = bars.flatMap(({ floor, target, now, tried }) => [
    (floor ?? 0) * 1.15,
    target ?? 0,
    now ?? 0,
    tried ?? 0,
  ])
  const most = Math.max(1, ...counts)
  const scale = { most: Math.max(most, ...bars.map(({ cap }) => Math.min(cap ?? 0, most * 1.5))), isRtl: dir === 'rtl' }

  return (
    <figure>
      <figcaption id={`${id}-caption`}>{caption}</figcaption>
      <svg
        role="img"
        aria-labelledby={`${id}-caption`}
        width="100%"
        preserveAspectRatio={dir === 'rtl' ? 'xMaxYMin' : 'xMinYMin'}
        height={bars.length * rowHeight + 4}
        viewBox={`0 0 ${width} ${bars.length * rowHeight + 4}`}
        fill="var(--ink)"
        font-size="13"
      >
        <defs>
          <pattern id={`${id}-band`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V5" stroke="var(--edge)" stroke-width="2" />
          </pattern>
        </defs>
        {bars.map((bar, row) => (
          <Bar key={bar.label} bar={bar} y={row * rowHeight} scale={scale} band={`url(#${id}-band)`} />
        ))}
      </svg>
      <Numbers {...props} />
    </figure>
  )
}

const shown = (count: number | null): string => (count === null ? '–' : String(count))

interface BarProps {
  readonly bar: GaugeBar
  readonly y: number
  readonly scale: { readonly most: number; readonly isRtl: boolean }
  readonly band: string
}

const Bar = ({ bar: { label, floor, target, cap, real, now, tried }, y, scale, band }: BarProps) => {
  const { most, isRtl } = scale
  const length = (count: number) => (Math.min(count, most) / most) * (width - 2) + 1
  const box = (from: number, to: number) => ({
    x: isRtl ? width - length(to) : length(from),
    width: Math.max(0, length(to) - length(from)),
  })
  const at = (count: number) => (isRtl ? width - length(count) : length(count))
  const [start, end] = isRtl ? [width, 0] : [0, width]
  const hasBand = floor !== null || cap !== null

  return (
    <g>
      <text x={start} y={y + 13} text-anchor={isRtl ? 'end' : 'start'}>
        {label}
      </text>
      <text x={end} y={y + 13} text-anchor={isRtl ? 'start' : 'end'} font-weight="600">
        {tried === null ? shown(now) : `${shown(now)} → ${tried}`}
      </text>
      {hasBand && <rect {...box(floor ?? 0, cap ?? most)} y={y + 18} height="14" fill={band} stroke="var(--edge)" />}
      <rect {...box(0, now ?? 0)} y={y + 21} height="8" fill="var(--link)" />
      {real !== null && real > 0 && <rect {...box(0, real)} y={y + 23} height="4" />}
      {tried !== null && tried !== now && (
        <rect {...box(0, tried)} y={y + 19} height="12" {...line} stroke-width="2" stroke-dasharray="4 2" />
      )}
      {target !== null && <path d={`M${at(target)} ${y + 16}v18`} {...line} stroke-width="3" />}
    </g>
  )
}

const Numbers = ({ caption, bars, numbers, heads }: GaugeProps) => (
  <details>
    <summary>{numbers}</summary>
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <th key={head} scope="col" class={column > 0 ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, floor, target, cap, remaining, real, pending, now, tried }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {[floor, target, cap, remaining, real, pending, now, tried].map((count, column) => (
                <td key={heads[column + 1]} class="number">
                  {shown(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)
