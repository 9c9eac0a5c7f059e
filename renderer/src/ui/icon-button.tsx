import { ActionIcon, Tooltip } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import type { Ref } from "react";

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** Its name, for the eye (tooltip) and for the screen reader. */
  readonly label: string;
  readonly onClick?: () => void;
  readonly disabled?: boolean;
  /** Set by a menu whose target it is. */
  readonly "aria-expanded"?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A 28 px button that is only an icon, and has a name all the same. Further props go to the button (menu targets). */
export function IconButton({ icon: Icon, label, ref, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} disabled={rest["aria-expanded"] === true}>
      <ActionIcon aria-label={label} {...(ref === undefined ? {} : { ref })} {...rest}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
