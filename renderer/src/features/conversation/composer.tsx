import { ActionIcon, Combobox, Textarea, Tooltip, useCombobox } from "@mantine/core";
import { ArrowUp, Square } from "lucide-react";
import { useMemo, useState, type KeyboardEvent, type Ref } from "react";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import classes from "#renderer/features/conversation/composer.module.css";

interface ComposerProps {
  readonly ref?: Ref<HTMLTextAreaElement>;
  readonly suggestions: readonly string[];
  readonly running: boolean;
  /** Answers false where it was not said: then it stands in the input again. */
  readonly onSay: (text: string) => Promise<boolean>;
  readonly onStop: () => void;
}

const MOST_SHOWN = 6;

/** Where one types what a user would say. Enter says it, Shift+Enter breaks the line, down offers what was said before. */
export function Composer({ ref, suggestions, running, onSay, onStop }: ComposerProps) {
  const [text, setText] = useState("");
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const typed = text.trim();
  const fitting = useMemo(() => {
    const wanted = typed.toLowerCase();
    return suggestions.filter((one) => one.toLowerCase().includes(wanted) && one !== typed).slice(0, MOST_SHOWN);
  }, [suggestions, typed]);
  const say = (): void => {
    if (typed === "" || running) return;
    void onSay(typed).then((said) => {
      if (!said) setText((now) => (now === "" ? typed : now));
    });
    setText("");
    combobox.closeDropdown();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const choosing = combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0;
    if (event.key === "Enter" && !event.shiftKey && !choosing) {
      event.preventDefault();
      say();
    } else if (event.key === "Escape" && combobox.dropdownOpened) {
      // The first Esc closes the list; the next one stops the turn.
      event.stopPropagation();
      combobox.closeDropdown();
    } else if (
      (event.key === "ArrowDown" || event.key === "ArrowUp") &&
      text.includes("\n") &&
      !combobox.dropdownOpened
    ) {
      // In several lines the arrows move the cursor.
      event.nativeEvent.stopImmediatePropagation();
    }
  };
  return (
    <div className={classes.composer} data-pane="composer">
      <Combobox
        store={combobox}
        position="top-start"
        onOptionSubmit={(value) => {
          setText(value);
          combobox.closeDropdown();
        }}
      >
        <Combobox.Target>
          <Textarea
            {...(ref === undefined ? {} : { ref })}
            className={classes.input}
            aria-label="Say something"
            placeholder={running ? "The turn is running…" : "Say what a user would say"}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={20_000}
            value={text}
            data-pane-focus
            onChange={(event) => {
              setText(event.currentTarget.value);
              combobox.resetSelectedOption();
              if (event.currentTarget.value.trim() === "") combobox.closeDropdown();
              else combobox.openDropdown();
            }}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={onKeyDown}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={fitting.length === 0}>
          <Combobox.Options aria-label="Said before, and in suites">
            {fitting.map((one) => (
              <Combobox.Option key={one} value={one} className={classes.option}>
                {one}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {running ? (
        <Tooltip label="Stop the turn (Esc)">
          <ActionIcon variant="default" size={32} aria-label="Stop the turn" onClick={onStop}>
            <Square size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Tooltip label="Say it (Enter)">
          <ActionIcon
            variant="filled"
            color="accent"
            size={32}
            aria-label="Say it"
            disabled={typed === ""}
            onClick={say}
          >
            <ArrowUp size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {running ? (
        <span className={classes.hint}>
          <KeyHint shortcut="escape" /> stops
        </span>
      ) : undefined}
    </div>
  );
}
