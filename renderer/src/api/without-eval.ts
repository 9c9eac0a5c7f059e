import { config } from "zod";

// The page's policy forbids eval. zod would find that out by trying, and each try counts as a violation.
config({ jitless: true });
