import { Button, CopyButton, Group, Popover } from "@mantine/core";
import { lazy, Suspense, type ReactNode } from "react";
import type { Components } from "react-markdown";
import { FallbackBoundary } from "#renderer/editor/fallback-boundary.tsx";
import { isModestMarkdown } from "#renderer/editor/markdown-limits.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import classes from "#renderer/editor/server-text.module.css";
import { visibleText } from "#shared/base/visible-text.ts";

interface ServerMarkdownProps {
  readonly text: string;
  /** Opens an https address outside, after the person has seen it in full. Absent: it can only be copied. */
  readonly onOpen?: ((url: string) => void) | undefined;
}

const Markdown = lazy(() => import("react-markdown"));

/**
 * Markdown from a server, rendered without anything active: HTML is dropped, images are never loaded, links show where
 * they lead before they can be followed. Too long or too nested: plain text.
 */
export function ServerMarkdown({ text, onOpen }: ServerMarkdownProps) {
  const plain = <ServerText text={text} />;
  if (!isModestMarkdown(text)) return plain;
  return (
    <FallbackBoundary key={text} fallback={plain}>
      <Suspense fallback={plain}>
        <div className={classes.markdown}>
          <Markdown skipHtml urlTransform={(url) => url} components={components(onOpen)}>
            {visibleText(text, { keepLines: true })}
          </Markdown>
        </div>
      </Suspense>
    </FallbackBoundary>
  );
}

function components(onOpen: ServerMarkdownProps["onOpen"]): Components {
  return {
    img: ({ src, alt }) => (
      <span className={classes.placeholder}>
        {alt === undefined || alt === "" ? "" : `${alt} · `}image not loaded (
        {hostOf(typeof src === "string" ? src : "")})
      </span>
    ),
    a: ({ href, children }) => (
      <InertLink href={href ?? ""} onOpen={onOpen}>
        {children}
      </InertLink>
    ),
  };
}

interface InertLinkProps {
  readonly href: string;
  readonly onOpen: ServerMarkdownProps["onOpen"];
  readonly children: ReactNode;
}

function InertLink({ href, onOpen, children }: InertLinkProps) {
  const canOpen = onOpen !== undefined && URL.canParse(href) && new URL(href).protocol === "https:";
  return (
    <Popover withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.link}>
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.target}>
        <p>{visibleText(href.slice(0, 2_000))}</p>
        <Group gap="xs">
          {canOpen ? (
            <Button size="compact-sm" variant="default" onClick={() => onOpen(href)}>
              Open {hostOf(href)} in the browser
            </Button>
          ) : undefined}
          <CopyButton value={href}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy address"}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The host an address really leads to, in punycode; its scheme where it has no host. */
function hostOf(url: string): string {
  if (!URL.canParse(url)) return "no address";
  const { host, protocol } = new URL(url);
  return host === "" ? protocol : host;
}
