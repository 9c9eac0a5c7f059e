import card from "#shared/converse/simulate/benchmark-card.json" with { type: "json" };
import classes from "#renderer/features/conversation/model-label.module.css";

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly rows: number;
  readonly seen: string;
}

const PARTS = Object.entries(
  card.parts as Readonly<Record<string, { readonly measuredAt: string; readonly figures: readonly Figure[] }>>,
);

/** What was measured of the simulated model, on what, and when: as the evaluation wrote it. */
export function BenchmarkCard() {
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.card} role="region" aria-label={card.title} tabIndex={0}>
      <p className={classes.claim}>{card.claim}</p>
      <p className={classes.text}>
        It runs here, without a key and without the network, and gives the same answer every time. It shows what the
        words of a prompt and of the tools do; what a real model would do with knowledge or judgement it cannot show.
      </p>
      <p className={classes.text}>{card.data}</p>
      {PARTS.map(([name, { measuredAt, figures }]) => (
        <section key={name}>
          <h3 className={classes.part}>
            {name.slice(0, 1).toUpperCase()}
            {name.slice(1)} <span>· measured {measuredAt}</span>
          </h3>
          <table>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Figure</th>
                <th scope="col">On</th>
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <tr key={figure.name}>
                  <td>{figure.name}</td>
                  <td>{sayFigure(figure)}</td>
                  <td>
                    {figure.seen === "not about data" ? "" : `${figure.rows.toLocaleString("en")} rows, ${figure.seen}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

const sayFigure = ({ value, unit }: Figure): string =>
  unit === "%"
    ? `${value.toFixed(1)} %`
    : `${value.toLocaleString("en", { maximumSignificantDigits: 3 })} ${unit === "F1" ? "" : unit}`;
