import { SegmentedControl } from "@mantine/core";
import { useApi } from "#renderer/api/console-api.tsx";
import { rememberView, usePreferences } from "#renderer/api/preferences.ts";
import { ParameterTable } from "#renderer/features/tools/parameter-table.tsx";
import { useOpenLink } from "#renderer/editor/use-open-link.ts";
import { ServerMarkdown } from "#renderer/editor/server-markdown.tsx";
import { ServerText } from "#renderer/editor/server-text.tsx";
import type { ToolView } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/tools/tool-detail.module.css";

/** What the tool says of itself: description, parameters, what it returns. */
export function DescriptionTab({ tool }: { readonly tool: ToolView }) {
  const api = useApi();
  const open = useOpenLink();
  const form = usePreferences((state) => state.view["description-form"]) === "markdown" ? "markdown" : "text";
  const { description = "" } = tool;
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={`Description of ${tool.name}`}>
      <div className={classes.column}>
        {/[*_`#[\]|]|^[-+>\d]/m.test(description) ? (
          <SegmentedControl
            className={classes.wordsBar}
            size="xs"
            aria-label="Show the description as"
            value={form}
            onChange={(value) => rememberView(api, "description-form", value)}
            data={[
              { value: "text", label: "As text" },
              { value: "markdown", label: "Markdown" },
            ]}
          />
        ) : undefined}
        {description.trim() === "" ? (
          <p className={classes.quiet}>No description. A model has only the name to go by.</p>
        ) : form === "markdown" ? (
          <ServerMarkdown text={description} onOpen={open} />
        ) : (
          <p className={classes.words}>
            <ServerText text={description} />
          </p>
        )}
        <ParameterTable title="Parameters" empty="It takes no parameters." schema={tool.inputSchema} />
        {tool.outputSchema === undefined ? undefined : (
          <ParameterTable
            title="Structured output"
            empty="The output schema names no keys."
            schema={tool.outputSchema}
          />
        )}
      </div>
    </div>
  );
}
