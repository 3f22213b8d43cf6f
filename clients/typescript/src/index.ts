export * from "./api.js";
export * from "./client.js";
export type * from "./models.js";
