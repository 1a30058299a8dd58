interface LinesProps {
  readonly lines: readonly (readonly [name: string, value: string])[]
}

/** Particulars, each with its name. */
export const Lines = ({ lines }: LinesProps) => (
  <dl>
    {lines.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          <bdi>{value}</bdi>
        </dd>
      </div>
    ))}
  </dl>
)
