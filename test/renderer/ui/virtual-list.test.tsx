import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, expect, it } from "vitest";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import { fillJsdom } from "../../support/fill-jsdom.ts";

beforeAll(fillJsdom);
afterEach(cleanup);

const opened: number[] = [];

function Numbers({ count }: { readonly count: number }) {
  const [selected, setSelected] = useState("0");
  return (
    <VirtualList
      items={Array.from({ length: count }, (_, index) => index)}
      label="Numbers"
      rowHeight={20}
      keyOf={String}
      selectedKey={selected}
      onSelect={(item) => setSelected(String(item))}
      onOpen={(item) => opened.push(item)}
      renderRow={(item) => <span>row {item}</span>}
    />
  );
}

const selectedText = (): string | null => screen.getByRole("option", { selected: true }).textContent;

it("moves the selection by keyboard and stops at the ends", () => {
  render(<Numbers count={5} />);
  const list = screen.getByRole("listbox", { name: "Numbers" });
  fireEvent.keyDown(list, { key: "ArrowUp" });
  expect(selectedText()).toBe("row 0");
  fireEvent.keyDown(list, { key: "ArrowDown" });
  fireEvent.keyDown(list, { key: "ArrowDown" });
  expect(selectedText()).toBe("row 2");
  fireEvent.keyDown(list, { key: "End" });
  expect(selectedText()).toBe("row 4");
  fireEvent.keyDown(list, { key: "ArrowDown" });
  expect(selectedText()).toBe("row 4");
  fireEvent.keyDown(list, { key: "Home" });
  expect(selectedText()).toBe("row 0");
});

it("opens the selected row with Enter and says which one is active", () => {
  render(<Numbers count={3} />);
  const list = screen.getByRole("listbox", { name: "Numbers" });
  fireEvent.keyDown(list, { key: "ArrowDown" });
  fireEvent.keyDown(list, { key: "Enter" });
  expect(opened).toEqual([1]);
  const active = list.getAttribute("aria-activedescendant");
  expect(document.querySelector(`#${active}`)?.textContent).toBe("row 1");
});

it("draws only a window of a long list, and tells its whole length", () => {
  render(<Numbers count={10_000} />);
  const rows = screen.getAllByRole("option");
  expect(rows.length).toBeLessThan(100);
  expect(rows[0]?.getAttribute("aria-setsize")).toBe("10000");
});
