// jsdom lays nothing out, so Monaco cannot work there, and would take the plain fields away whenever it arrived in time.
// The window is built to go on without it; Monaco itself is tested in Chromium.
throw new Error("there is no Monaco in jsdom");
