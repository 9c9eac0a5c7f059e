import { useEffect, useState } from "react";

/** The wall clock in milliseconds, refreshed every `everyMs`, for ages on screen. */
export function useNow(everyMs = 5000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
