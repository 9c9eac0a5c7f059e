import { visibleText } from "#shared/base/visible-text.ts";
import { modelText, stepLines, type TranscriptLine } from "#shared/report/transcript-lines.ts";
import { redacted, type TranscriptConversation } from "#shared/report/transcript.ts";
import { xmlText } from "#shared/report/xml-text.ts";

/** Nothing may be loaded, sent or run by the page, whatever its text holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin:2rem 0 .5rem;border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding-top:1rem}
code,pre{font:13px/1.5 ui-monospace,monospace;background:color-mix(in srgb,currentColor 8%,transparent);border-radius:3px}
code{padding:.1em .3em;overflow-wrap:anywhere}pre{padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}
table{border-collapse:collapse;margin:1rem 0}td,th{text-align:left;padding:.25rem .8rem .25rem 0;vertical-align:top}
ul{list-style:none;padding:0;margin:0;font-size:.87rem;opacity:.85}li{margin:.2rem 0;overflow-wrap:anywhere}
.bad{color:light-dark(#a3241a,#ff8a80);font-weight:600;opacity:1}.reply{font-size:1rem;opacity:1;border-left:3px solid currentColor;padding-left:.8rem;margin:.6rem 0;white-space:pre-wrap}
.when{font-size:.8rem;opacity:.7}`;

/**
 * The transcript as one HTML page: self-contained (no script, no request, no link), every text escaped, redacted.
 */
export function transcriptHtml(given: TranscriptConversation, secrets: readonly string[] = []): string {
  const conversation = redacted(given, secrets);
  const { assistantName, startedAt, profileId, opening, turns, prompt } = conversation;
  const servers = opening.servers.map(({ name, registered, ms, error, drift }) => {
    const note =
      error?.said ?? (drift === undefined ? "" : `changed since last time (${drift.level}): ${drift.summary}`);
    const tone = error === undefined ? "" : ' class="bad"';
    return `<tr><td>${said(name)}</td><td>${registered}</td><td>${Math.round(ms)} ms</td><td${tone}>${said(note)}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>Conversation with ${said(assistantName)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Conversation with ${said(assistantName)}</h1>
<p class="when">${said(startedAt)}, with ${said(modelText(conversation))}, as ${said(profileId)} would hold it.</p>
<p><strong>${said(opening.verdict)}.</strong></p>
${servers.length === 0 ? "" : `<table><tr><th>Server</th><th>Tools</th><th>Time</th><th></th></tr>${servers.join("")}</table>`}
<p>${opening.tools.map(({ name }) => code(name)).join(" ")}</p>
${turns
  .map(
    ({ utterance, steps, state, totalMs }, at) => `<h2>${at + 1}. ${said(utterance)}</h2>
<ul>
${steps.flatMap(stepLines).map(lineHtml).join("\n")}
</ul>
<p class="when">${said(state)}, ${Math.round(totalMs)} ms</p>`,
  )
  .join("\n")}
<h2>System prompt</h2>
<pre>${said(prompt)}</pre>
</body>
</html>
`;
}

const said = (text: string): string => xmlText(visibleText(text, { keepLines: true }));
const code = (text: string): string => `<code>${said(text)}</code>`;

function lineHtml({ tone, parts, block }: TranscriptLine): string {
  const line = parts.map((part) => (typeof part === "string" ? xmlText(part) : code(part.code))).join("");
  const name = tone === "step" ? "" : ` class="${tone}"`;
  return `<li${name}>${line}${block === undefined ? "" : `<pre>${xmlText(block)}</pre>`}</li>`;
}
