// Written by `npm run docs` from the OpenAPI document. Edit the contract, not this.
export interface paths {
    "/ai/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the agents of an environment; a token bound to one agent sees that one */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When it was created.
                                 */
                                created_at: string;
                                /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                                id: string;
                                /** @description `false`: the agent sees only credentials and models of its own. */
                                inherit: boolean;
                                /**
                                 * @description Whose models serve it; `inherit` follows the environment.
                                 * @enum {unknown}
                                 */
                                mode: "inherit" | "bundled" | "byo";
                                /** @description A name that people see. */
                                name: string;
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create an agent */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                        id: string;
                        /** @description `false`: the agent sees only credentials and models of its own. */
                        inherit?: boolean;
                        /**
                         * @description Whose models serve it; `inherit` follows the environment.
                         * @enum {unknown}
                         */
                        mode?: "inherit" | "bundled" | "byo";
                        /** @description A name that people see. */
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A tenant’s own consumer of models inside an environment. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                            id: string;
                            /** @description `false`: the agent sees only credentials and models of its own. */
                            inherit: boolean;
                            /**
                             * @description Whose models serve it; `inherit` follows the environment.
                             * @enum {unknown}
                             */
                            mode: "inherit" | "bundled" | "byo";
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See an agent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A tenant’s own consumer of models inside an environment. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                            id: string;
                            /** @description `false`: the agent sees only credentials and models of its own. */
                            inherit: boolean;
                            /**
                             * @description Whose models serve it; `inherit` follows the environment.
                             * @enum {unknown}
                             */
                            mode: "inherit" | "bundled" | "byo";
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an agent; refused while it has accounts or models of its own, unless they shall go with it. Tokens bound to it stop working, its id is never used again */
        delete: {
            parameters: {
                query?: {
                    cascade?: boolean;
                };
                header?: never;
                path: {
                    /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change an agent */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `false`: the agent sees only credentials and models of its own. */
                        inherit?: boolean;
                        /**
                         * @description Whose models serve it; `inherit` follows the environment.
                         * @enum {unknown}
                         */
                        mode?: "inherit" | "bundled" | "byo";
                        /** @description A name that people see. */
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A tenant’s own consumer of models inside an environment. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                            id: string;
                            /** @description `false`: the agent sees only credentials and models of its own. */
                            inherit: boolean;
                            /**
                             * @description Whose models serve it; `inherit` follows the environment.
                             * @enum {unknown}
                             */
                            mode: "inherit" | "bundled" | "byo";
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List administrative acts, newest first: those of the environment and of the tenant as a whole */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                action: string;
                                actor: {
                                    id: string;
                                    kind: string;
                                    role: string;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it happened.
                                 */
                                at: string;
                                detail: {
                                    [key: string]: unknown;
                                };
                                environment: ("dev" | "test" | "prod") | null;
                                /** @description Hex SHA-256 over the previous hash and every field: see docs/security.md. */
                                hash: string;
                                /** @description Hex. */
                                previous_hash: string;
                                request_id: string;
                                /** @description Counts from 1 within the tenant, without gaps. */
                                seq: number;
                                target: {
                                    id: string;
                                    kind: string;
                                };
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List signed checkpoints, newest first; a copy kept elsewhere shows a later truncation */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When it was signed.
                                 */
                                at: string;
                                /** @description Hex. */
                                hash: string;
                                key_id: string;
                                seq: number;
                                /** @description Base64 Ed25519. */
                                signature: string;
                                /** @description Base64 of the exact bytes signed. */
                                signed: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/audit/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the public keys that checkpoints verify with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                key_id: string;
                                public_key_pem: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Walk the tenant’s chain from its first row and name the first one that was changed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chains: {
                                checkpoints: number;
                                first_bad: {
                                    seq: number;
                                    why: string;
                                } | null;
                                rows: number;
                                tenant: string;
                                /** @description Rows since the last checkpoint. */
                                unsigned_rows: number;
                            }[];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/audit/verify_all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Walk every tenant’s chain */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chains: {
                                checkpoints: number;
                                first_bad: {
                                    seq: number;
                                    why: string;
                                } | null;
                                rows: number;
                                tenant: string;
                                /** @description Rows since the last checkpoint. */
                                unsigned_rows: number;
                            }[];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what is plugged into what: the way of each feature and agent, its models and their accounts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What is plugged into what in an environment. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accounts: {
                                agent_id: string | null;
                                data_region: string | null;
                                expires_at: string | null;
                                /**
                                 * @description `unknown`: never tried. `off`: disabled, or stopped by the platform’s operators.
                                 * @enum {unknown}
                                 */
                                health: "well" | "unknown" | "failing" | "off";
                                host: string | null;
                                /** @description The credential’s; of the platform’s accounts, which tenants cannot name, one of this answer alone. */
                                id: string;
                                last_checked_at: string | null;
                                last_used_at: string | null;
                                /** @description As in `POST /routing/explain`. */
                                leaves_network: boolean;
                                name: string | null;
                                /**
                                 * @description The tenant’s or the platform’s.
                                 * @enum {unknown}
                                 */
                                owner: "own" | "managed";
                                provider: string | null;
                                provider_id: string | null;
                                status: ("untested" | "healthy" | "auth_failed" | "quota" | "unreachable" | "expired" | "disabled" | "needs_reentry") | null;
                                stopped: {
                                    reason: string;
                                    /**
                                     * Format: date-time
                                     * @description When they were stopped.
                                     */
                                    since: string;
                                } | null;
                            }[];
                            models: {
                                /** @description The `id` of one of `accounts`. */
                                account: string;
                                agent_id: string | null;
                                /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                                capabilities: {
                                    context_tokens?: number | null;
                                    json?: boolean | null;
                                    streaming?: boolean | null;
                                    tools?: boolean | null;
                                };
                                enabled: boolean;
                                /** @description The model config’s. */
                                id: string;
                                is_default: boolean;
                                /** @description What the provider is asked for. */
                                model: string;
                                name: string;
                                /** @enum {unknown} */
                                operation: "chat" | "embedding";
                                /**
                                 * @description The tenant’s or the platform’s.
                                 * @enum {unknown}
                                 */
                                owner: "own" | "managed";
                            }[];
                            /** @description Whether features, agents or models are left off: there are many. */
                            partial: boolean;
                            sources: {
                                id: string | null;
                                /**
                                 * @description `environment`: calls that name neither a feature nor an agent.
                                 * @enum {unknown}
                                 */
                                kind: "environment" | "feature" | "agent";
                                mode: ("bundled" | "byo") | null;
                                name: string | null;
                                /** @enum {unknown} */
                                operation: "chat" | "embedding";
                                problem: {
                                    code: string;
                                    detail: string;
                                } | null;
                                /** @description Empty where no model is there for it. */
                                targets: {
                                    /** @description The `id` of one of `models`. */
                                    model: string;
                                    /** @enum {unknown} */
                                    payer: "tenant_provider" | "subscription" | "metered";
                                    /**
                                     * @description How the model was found; the last two: by the failure policy, for when those before it cannot answer.
                                     * @enum {unknown}
                                     */
                                    reason: "config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback";
                                }[];
                                when_spent: ("unavailable" | "queued") | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the budgets of the environment and those that the platform set, with what is used of each */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent_id: string | null;
                                /** @description What may be spent in each period. */
                                amount: number;
                                currency: string | null;
                                environment: ("dev" | "test" | "prod") | null;
                                feature_id: string | null;
                                /**
                                 * Format: date-time
                                 * @description When the present period began.
                                 */
                                from: string;
                                /** @description Whether calls are refused once it is spent: 429 `budget_exceeded`. */
                                hard: boolean;
                                /** Format: uuid */
                                id: string;
                                is_spent: boolean;
                                /**
                                 * @description What is counted. Money is counted by estimates; tokens of models without a price count nothing there.
                                 * @enum {unknown}
                                 */
                                measure: "tokens" | "money" | "requests";
                                model_name: string | null;
                                /** @description Parts in a hundred at which it is told, once in each period. */
                                notify_at: number[];
                                owner: ("own" | "managed") | null;
                                /**
                                 * @description In which it is spent: a day or month of UTC.
                                 * @enum {unknown}
                                 */
                                per: "day" | "month";
                                /**
                                 * Format: date-time
                                 * @description When the next one begins.
                                 */
                                resets_at: string;
                                /**
                                 * @description Whose limit it is.
                                 * @enum {unknown}
                                 */
                                set_by: "tenant" | "platform";
                                /** @description That money does not count. */
                                unpriced_tokens: number;
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                                /** @description In the present period, of the same as `amount`. */
                                used: number;
                                used_percent: number;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        /** Set a budget of the environment; operators that name none, one of the tenant as a whole */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description There is one budget for the same: what it counts, in which measure and period. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Only calls of this agent. */
                        agent_id?: string;
                        /** @description Whole tokens or requests; money with up to six decimals. */
                        amount: number;
                        /** @description Only calls of this feature. */
                        feature_id?: string;
                        /** @description Whether calls are refused once it is spent: 429 `budget_exceeded`. */
                        hard?: boolean;
                        /**
                         * @description What is counted. Money is counted by estimates; tokens of models without a price count nothing there.
                         * @enum {unknown}
                         */
                        measure: "tokens" | "money" | "requests";
                        model_name?: string;
                        /** @description Parts in a hundred at which it is told, once in each period. */
                        notify_at?: number[];
                        /**
                         * @description Only calls on such models.
                         * @enum {unknown}
                         */
                        owner?: "own" | "managed";
                        /**
                         * @description In which it is spent: a day or month of UTC.
                         * @enum {unknown}
                         */
                        per: "day" | "month";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description The environment is null where the platform set it for all of the tenant’s environments together. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description What may be spent in each period. */
                            amount: number;
                            currency: string | null;
                            environment: ("dev" | "test" | "prod") | null;
                            feature_id: string | null;
                            /**
                             * Format: date-time
                             * @description When the present period began.
                             */
                            from: string;
                            /** @description Whether calls are refused once it is spent: 429 `budget_exceeded`. */
                            hard: boolean;
                            /** Format: uuid */
                            id: string;
                            is_spent: boolean;
                            /**
                             * @description What is counted. Money is counted by estimates; tokens of models without a price count nothing there.
                             * @enum {unknown}
                             */
                            measure: "tokens" | "money" | "requests";
                            model_name: string | null;
                            /** @description Parts in a hundred at which it is told, once in each period. */
                            notify_at: number[];
                            owner: ("own" | "managed") | null;
                            /**
                             * @description In which it is spent: a day or month of UTC.
                             * @enum {unknown}
                             */
                            per: "day" | "month";
                            /**
                             * Format: date-time
                             * @description When the next one begins.
                             */
                            resets_at: string;
                            /**
                             * @description Whose limit it is.
                             * @enum {unknown}
                             */
                            set_by: "tenant" | "platform";
                            /** @description That money does not count. */
                            unpriced_tokens: number;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            /** @description In the present period, of the same as `amount`. */
                            used: number;
                            used_percent: number;
                        };
                    };
                };
                /** @description The environment is null where the platform set it for all of the tenant’s environments together. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description What may be spent in each period. */
                            amount: number;
                            currency: string | null;
                            environment: ("dev" | "test" | "prod") | null;
                            feature_id: string | null;
                            /**
                             * Format: date-time
                             * @description When the present period began.
                             */
                            from: string;
                            /** @description Whether calls are refused once it is spent: 429 `budget_exceeded`. */
                            hard: boolean;
                            /** Format: uuid */
                            id: string;
                            is_spent: boolean;
                            /**
                             * @description What is counted. Money is counted by estimates; tokens of models without a price count nothing there.
                             * @enum {unknown}
                             */
                            measure: "tokens" | "money" | "requests";
                            model_name: string | null;
                            /** @description Parts in a hundred at which it is told, once in each period. */
                            notify_at: number[];
                            owner: ("own" | "managed") | null;
                            /**
                             * @description In which it is spent: a day or month of UTC.
                             * @enum {unknown}
                             */
                            per: "day" | "month";
                            /**
                             * Format: date-time
                             * @description When the next one begins.
                             */
                            resets_at: string;
                            /**
                             * @description Whose limit it is.
                             * @enum {unknown}
                             */
                            set_by: "tenant" | "platform";
                            /** @description That money does not count. */
                            unpriced_tokens: number;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            /** @description In the present period, of the same as `amount`. */
                            used: number;
                            used_percent: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/budgets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a budget: calls are not held to it any more */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/call_limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how much may be called in the environment, by the tenant’s limits and by the platform’s */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description How much may be called in an environment: by all together, by each token and by each user. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            environment: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            per_token: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            per_user: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            /** @description What the platform allows the tenant: on its managed models, and in all with own models too. */
                            platform: {
                                managed: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                    tokens_per_minute: number | null;
                                };
                                total: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                };
                            };
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        /** Limit the environment, each of its tokens and each of its users */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The whole of it: what is left out is not limited. */
            requestBody: {
                content: {
                    "application/json": {
                        environment?: {
                            concurrent?: number | null;
                            requests_per_minute?: number | null;
                        };
                        per_token?: {
                            concurrent?: number | null;
                            requests_per_minute?: number | null;
                        };
                        per_user?: {
                            concurrent?: number | null;
                            requests_per_minute?: number | null;
                        };
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description How much may be called in an environment: by all together, by each token and by each user. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            environment: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            per_token: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            per_user: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            /** @description What the platform allows the tenant: on its managed models, and in all with own models too. */
                            platform: {
                                managed: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                    tokens_per_minute: number | null;
                                };
                                total: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                };
                            };
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/calls/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what happened to one call, and why, in words; operators need not name whose it was */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The `x-request-id` of the call’s answer. */
                    request_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What happened to one call, and why. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description In the order in which they were made. */
                            attempts: {
                                /** @description Who called; a token by its public id. */
                                actor_id: string;
                                actor_kind: string;
                                address: string | null;
                                agent_id: string | null;
                                answer_bytes: number;
                                /**
                                 * Format: date-time
                                 * @description When the call came in. The hash takes it as milliseconds since 1970.
                                 */
                                at: string;
                                cached_tokens: number | null;
                                completion_tokens: number | null;
                                config_id: string | null;
                                credential_id: string;
                                credential_version: number;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                failure_class: string | null;
                                feature_id: string | null;
                                /** @description How many of the fields, from the first on, the hash takes. */
                                fields: number;
                                first_byte_ms: number | null;
                                /** @description Hex SHA-256 over the hash of the row before and this row: see docs/ledger.md. */
                                hash: string;
                                /** @description Name and port that were asked for. */
                                host: string;
                                id: string;
                                model_name: string;
                                /** @description Counts from 1 within the call. */
                                number: number;
                                /** @enum {unknown} */
                                operation: "chat" | "embedding";
                                /** @enum {unknown} */
                                outcome: "answered" | "failed" | "aborted";
                                /**
                                 * @description Whose credential.
                                 * @enum {unknown}
                                 */
                                owner: "own" | "managed";
                                /** @enum {unknown} */
                                payer: "tenant_provider" | "subscription" | "metered";
                                prompt_tokens: number | null;
                                provider: string;
                                queue_ms: number | null;
                                /** @description Why this target: the rule that chose it, or the failure that led to it. */
                                reason: string;
                                reasoning_tokens: number | null;
                                request_bytes: number;
                                /** @description The call: all its attempts have the same. Also in `x-request-id`. */
                                request_id: string;
                                /** @description Counts from 1 within the environment, without gaps. */
                                seq: number;
                                status: number | null;
                                streamed: boolean;
                                tenant_id: string;
                                total_ms: number;
                                upstream_request_id: string | null;
                                user_id: string | null;
                            }[];
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            headers: {
                                [key: string]: string;
                            } | null;
                            policy: {
                                agent_id: string | null;
                                /** @enum {unknown} */
                                policy: "fail_closed" | "queue_and_retry" | "managed";
                                /**
                                 * Format: date-time
                                 * @description When it was last changed: after the call, and it may have been another then.
                                 */
                                updated_at: string;
                            } | null;
                            queued_call: {
                                agent: string | null;
                                /** @description How often it was tried, with the first time. Not while the way to the model is closed. */
                                attempts: number;
                                config: string | null;
                                /**
                                 * Format: date-time
                                 * @description When the call came in.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it is given up.
                                 */
                                deadline: string;
                                error_code: string | null;
                                feature: string | null;
                                finished_at: string | null;
                                id: string;
                                last_failure: {
                                    class: string;
                                    message: string;
                                } | null;
                                model: string | null;
                                next_attempt_at: string | null;
                                operation: string;
                                /** @description Of the call: its attempts in the ledger carry the same. */
                                request_id: string;
                                /**
                                 * @description `queued` and `running` calls wait for their model; the others are over, and shown for a day. `expired`: not answered before its deadline.
                                 * @enum {unknown}
                                 */
                                status: "queued" | "running" | "done" | "failed" | "cancelled" | "expired";
                                user: string | null;
                            } | null;
                            request_id: string;
                            /** @enum {unknown} */
                            state: "answered" | "failed" | "aborted" | "waiting";
                            steps: {
                                /**
                                 * Format: date-time
                                 * @description When.
                                 */
                                at: string;
                                /** @description For a person. */
                                text: string;
                            }[];
                            /** @description The whole of it in a sentence. */
                            summary: string;
                            tenant: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/config/llm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List model configs */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    is_embedding?: boolean;
                    limit?: number;
                    /** @description The credential’s `id` or `provider_id`. */
                    llm_credentials_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent_id: string | null;
                                /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                                availability: {
                                    /** @description The day, as the provider announced it. */
                                    retires_on?: string;
                                    since: string | null;
                                    /** @enum {unknown} */
                                    state: "listed" | "missing" | "unknown" | "retiring";
                                };
                                /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                                capabilities: {
                                    context_tokens?: number | null;
                                    json?: boolean | null;
                                    streaming?: boolean | null;
                                    tools?: boolean | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                deployment_name: string | null;
                                dimensions_verified: boolean;
                                embedding_dimensions: number | null;
                                enabled: boolean;
                                /** Format: uuid */
                                id: string;
                                is_default: boolean;
                                is_embedding: boolean;
                                llm_credentials_id: string;
                                model_name: string;
                                /** @description A name that people see. */
                                name: string;
                                /**
                                 * @description Whose wire is spoken.
                                 * @enum {unknown}
                                 */
                                provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                                provider_id: string;
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Name a model on an account; the dimensions of an embedding model are measured by one call */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Only this agent’s. */
                        agent_id?: string;
                        /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                        capabilities?: {
                            context_tokens?: number | null;
                            json?: boolean | null;
                            streaming?: boolean | null;
                            tools?: boolean | null;
                        };
                        deployment_name?: string;
                        embedding_dimensions?: number;
                        is_default?: boolean;
                        is_embedding?: boolean;
                        /** @description The credential’s `id` or `provider_id`. */
                        llm_credentials_id: string;
                        model_name: string;
                        /** @description A name that people see. */
                        name: string;
                        /**
                         * @description Whose wire is spoken.
                         * @enum {unknown}
                         */
                        provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description One named model on one credential. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                            availability: {
                                /** @description The day, as the provider announced it. */
                                retires_on?: string;
                                since: string | null;
                                /** @enum {unknown} */
                                state: "listed" | "missing" | "unknown" | "retiring";
                            };
                            /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                            capabilities: {
                                context_tokens?: number | null;
                                json?: boolean | null;
                                streaming?: boolean | null;
                                tools?: boolean | null;
                            };
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            deployment_name: string | null;
                            dimensions_verified: boolean;
                            embedding_dimensions: number | null;
                            enabled: boolean;
                            /** Format: uuid */
                            id: string;
                            is_default: boolean;
                            is_embedding: boolean;
                            llm_credentials_id: string;
                            model_name: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            provider_id: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/config/llm/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See a model config */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description One named model on one credential. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                            availability: {
                                /** @description The day, as the provider announced it. */
                                retires_on?: string;
                                since: string | null;
                                /** @enum {unknown} */
                                state: "listed" | "missing" | "unknown" | "retiring";
                            };
                            /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                            capabilities: {
                                context_tokens?: number | null;
                                json?: boolean | null;
                                streaming?: boolean | null;
                                tools?: boolean | null;
                            };
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            deployment_name: string | null;
                            dimensions_verified: boolean;
                            embedding_dimensions: number | null;
                            enabled: boolean;
                            /** Format: uuid */
                            id: string;
                            is_default: boolean;
                            is_embedding: boolean;
                            llm_credentials_id: string;
                            model_name: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            provider_id: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a model config */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename, enable or disable a model config, make it the default, or say what it can do */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                        capabilities?: {
                            context_tokens?: number | null;
                            json?: boolean | null;
                            streaming?: boolean | null;
                            tools?: boolean | null;
                        };
                        enabled?: boolean;
                        is_default?: boolean;
                        /** @description A name that people see. */
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description One named model on one credential. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                            availability: {
                                /** @description The day, as the provider announced it. */
                                retires_on?: string;
                                since: string | null;
                                /** @enum {unknown} */
                                state: "listed" | "missing" | "unknown" | "retiring";
                            };
                            /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                            capabilities: {
                                context_tokens?: number | null;
                                json?: boolean | null;
                                streaming?: boolean | null;
                                tools?: boolean | null;
                            };
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            deployment_name: string | null;
                            dimensions_verified: boolean;
                            embedding_dimensions: number | null;
                            enabled: boolean;
                            /** Format: uuid */
                            id: string;
                            is_default: boolean;
                            is_embedding: boolean;
                            llm_credentials_id: string;
                            model_name: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            provider_id: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/conversation_models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the models that a conversation can begin with now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description What `llm_config_id` takes. */
                                id: string;
                                /** @description A conversation that names no model begins with this one. */
                                is_default: boolean;
                                /** @description The model behind it. */
                                model_name: string;
                                name: string;
                                /**
                                 * @description Whose model it is.
                                 * @enum {unknown}
                                 */
                                served_by: "own" | "managed";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/conversation_settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how long the conversations of the environment are kept */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many days after its last message a conversation is deleted. 0: no text is ever stored, and callers send the history along. */
                            retention_days: number;
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        /** Say how long conversations are kept, those that are there as well; 0 deletes them and stores no text */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description How many days after its last message a conversation is deleted. 0: no text is ever stored, and callers send the history along. */
                        retention_days: number;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many days after its last message a conversation is deleted. 0: no text is ever stored, and callers send the history along. */
                            retention_days: number;
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one’s own conversations, those begun last first */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent_id: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was begun.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it is deleted, if nothing is said before.
                                 */
                                expires_at: string;
                                id: string;
                                /** @description Whether its texts are stored. Decided when it was begun. */
                                kept: boolean;
                                /** @description The model config that it was begun with and stays with. */
                                llm_config_id: string;
                                /** @description Its name at that time. */
                                llm_config_name: string;
                                /** @description The model behind it at that time. */
                                model_name: string;
                                /**
                                 * @description `removed`: no more can be said here, only read. `disabled`: the same for as long as the model, its account, the mode, the plan or the lock keeps it from serving.
                                 * @enum {unknown}
                                 */
                                model_state: "available" | "removed" | "disabled";
                                title: string | null;
                                /**
                                 * Format: date-time
                                 * @description When something was last said.
                                 */
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Begin a conversation; from now on it stays with the model that serves at this moment */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The agent that it is with: its models and its failure policy serve. */
                        agent_id?: string;
                        /**
                         * Format: uuid
                         * @description The model config that it stays with; left out, what serves by default at this moment.
                         */
                        llm_config_id?: string;
                        title?: string | null;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What one user and one model say to each other; nobody else sees it. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was begun.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it is deleted, if nothing is said before.
                             */
                            expires_at: string;
                            id: string;
                            /** @description Whether its texts are stored. Decided when it was begun. */
                            kept: boolean;
                            /** @description The model config that it was begun with and stays with. */
                            llm_config_id: string;
                            /** @description Its name at that time. */
                            llm_config_name: string;
                            /** @description The model behind it at that time. */
                            model_name: string;
                            /**
                             * @description `removed`: no more can be said here, only read. `disabled`: the same for as long as the model, its account, the mode, the plan or the lock keeps it from serving.
                             * @enum {unknown}
                             */
                            model_state: "available" | "removed" | "disabled";
                            title: string | null;
                            /**
                             * Format: date-time
                             * @description When something was last said.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a conversation, also one whose model is gone */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation’s id. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was begun.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it is deleted, if nothing is said before.
                             */
                            expires_at: string;
                            id: string;
                            /** @description Whether its texts are stored. Decided when it was begun. */
                            kept: boolean;
                            /** @description The model config that it was begun with and stays with. */
                            llm_config_id: string;
                            /** @description Its name at that time. */
                            llm_config_name: string;
                            messages: {
                                content: string;
                                /**
                                 * Format: date-time
                                 * @description When it was said.
                                 */
                                created_at: string;
                                error: {
                                    /** @description As in docs/errors.md, or `aborted`: the connection was closed. */
                                    code: string;
                                    detail: string;
                                } | null;
                                finish_reason: string | null;
                                id: string;
                                llm_config_id: string | null;
                                llm_config_name: string | null;
                                model: string | null;
                                queue_id: string | null;
                                request_id: string | null;
                                /** @enum {unknown} */
                                role: "user" | "assistant";
                                served_by: ("own" | "managed") | null;
                                /**
                                 * @description `waiting`: the model cannot answer now; the call is in the queue (`queue_id`), and the answer will be here. Of a user’s message `failed`: nothing answered it. Of an answer `incomplete`: it broke off, and this is its beginning.
                                 * @enum {unknown}
                                 */
                                status: "complete" | "running" | "waiting" | "incomplete" | "failed";
                            }[];
                            /** @description The model behind it at that time. */
                            model_name: string;
                            /**
                             * @description `removed`: no more can be said here, only read. `disabled`: the same for as long as the model, its account, the mode, the plan or the lock keeps it from serving.
                             * @enum {unknown}
                             */
                            model_state: "available" | "removed" | "disabled";
                            title: string | null;
                            /**
                             * Format: date-time
                             * @description When something was last said.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a conversation and all that was said in it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation’s id. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Give a conversation another title */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation’s id. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string | null;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What one user and one model say to each other; nobody else sees it. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was begun.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it is deleted, if nothing is said before.
                             */
                            expires_at: string;
                            id: string;
                            /** @description Whether its texts are stored. Decided when it was begun. */
                            kept: boolean;
                            /** @description The model config that it was begun with and stays with. */
                            llm_config_id: string;
                            /** @description Its name at that time. */
                            llm_config_name: string;
                            /** @description The model behind it at that time. */
                            model_name: string;
                            /**
                             * @description `removed`: no more can be said here, only read. `disabled`: the same for as long as the model, its account, the mode, the plan or the lock keeps it from serving.
                             * @enum {unknown}
                             */
                            model_state: "available" | "removed" | "disabled";
                            title: string | null;
                            /**
                             * Format: date-time
                             * @description When something was last said.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say something; the answer streams as it is made */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation’s id. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What the user says. */
                        content: string;
                        /** @description What was said before, in its order. Only in a conversation with `kept: false`: there it is the caller who has it. */
                        history?: {
                            content: string;
                            /** @enum {unknown} */
                            role: "user" | "assistant";
                        }[];
                        /** @description Whether the answer comes as it is made. Left out: yes, unless `Accept` asks for JSON and for no event stream. */
                        stream?: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description The answer, as `POST /v1/chat/completions` gives it: `chat.completion.chunk` events and `[DONE]`, or one `chat.completion`. `x-plugboard-message` and `x-plugboard-answer` name what is stored of it. Where the policy queues, a message that nobody can answer now waits: a stream says so in comments; after the hold limit, and at once with `Prefer: respond-async` (202), the answer is a `queue_id` (`x-plugboard-queue-id`), and what the model says comes into the conversation. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                        "text/event-stream": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/conversations/{id}/messages/{message_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the last message answered again; the new answer takes the place of the one before */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation’s id. */
                    id: string;
                    /** @description The id of the last message, or of its answer. */
                    message_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether the answer comes as it is made. Left out: yes, unless `Accept` asks for JSON and for no event stream. */
                        stream?: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description The answer, as `POST /v1/chat/completions` gives it: `chat.completion.chunk` events and `[DONE]`, or one `chat.completion`. `x-plugboard-message` and `x-plugboard-answer` name what is stored of it. Where the policy queues, a message that nobody can answer now waits: a stream says so in comments; after the hold limit, and at once with `Prefer: respond-async` (202), the answer is a `queue_id` (`x-plugboard-queue-id`), and what the model says comes into the conversation. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                        "text/event-stream": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/custody": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a signed statement of who deposited which key when, who opened it and where it was used; JSON or a page */
        get: {
            parameters: {
                query?: {
                    /** @description Calls that came in then or later; a day ago when absent. */
                    from?: string;
                    /** @description Calls that came in before; now when absent or in the future. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A signed statement of who deposited which key when, who opened it, and where it was used. With `Accept: text/html` as a page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description One of `GET /ledger/keys`. */
                            key_id: string;
                            /** @description Base64 Ed25519. */
                            signature: string;
                            /** @description Base64 of the exact bytes signed: the statement as JSON with its keys in order. */
                            signed: string;
                            statement: {
                                /**
                                 * Format: date-time
                                 * @description When this was so.
                                 */
                                at: string;
                                audit_head: {
                                    /** @description Hex. */
                                    hash: string;
                                    seq: number;
                                } | null;
                                calls: number;
                                /** @description `false`: retention may have removed rows of the period. */
                                complete: boolean;
                                deployment: string;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                /**
                                 * Format: date-time
                                 * @description The first moment of the period of `uses`, `managed`, `calls` and `hosts`.
                                 */
                                from: string;
                                /** @description Every host that a call of the period was sent to. */
                                hosts: string[];
                                kek_version: string | null;
                                keys: {
                                    /** @description Who did what with it, the oldest first. */
                                    acts: {
                                        /** @description `credential.created`, `.replaced`, `.rotated`, `.bound`, `.changed`, `.rotation_failed`, `.deleted`. */
                                        action: string;
                                        actor: {
                                            id: string;
                                            kind: string;
                                            role: string;
                                        };
                                        /**
                                         * Format: date-time
                                         * @description When.
                                         */
                                        at: string;
                                        /** @description Hex. */
                                        audit_hash: string;
                                        /** @description Of the row in the audit log. */
                                        audit_seq: number;
                                        request_id: string;
                                    }[];
                                    credential_id: string;
                                    key_version: number | null;
                                    name: string | null;
                                    /** @description How often the service opened its secrets, on all replicas: once for each process that uses them, and for checks. A process that dies may leave its last seconds untold. */
                                    opens: {
                                        /** @description Counts each replacement of the credential’s secrets. */
                                        key_version: number;
                                        /**
                                         * Format: date-time
                                         * @description When it was last opened.
                                         */
                                        last_at: string;
                                        opens: number;
                                    }[];
                                    provider: string | null;
                                    provider_id: string | null;
                                    secrets: {
                                        /**
                                         * Format: date-time
                                         * @description When it was sealed.
                                         */
                                        deposited_at: string;
                                        field: string;
                                        last4: string | null;
                                        /** @description The only origins that it may be sent to. */
                                        origins: string[];
                                        /** @description Hex SHA-256 of the sealed value as it rests: it changes with each deposit, and tells nothing of the secret. */
                                        sealed_sha256: string;
                                    }[];
                                    /** @enum {unknown} */
                                    state: "held" | "deleted";
                                    /** @description Calls of the period that it was used for, by the ledger. */
                                    uses: {
                                        attempts: number;
                                        calls: number;
                                        /**
                                         * Format: date-time
                                         * @description Of the period.
                                         */
                                        first_at: string;
                                        hosts: string[];
                                        /** @description Counts each replacement of the credential’s secrets. */
                                        key_version: number;
                                        /**
                                         * Format: date-time
                                         * @description Of the period.
                                         */
                                        last_at: string;
                                    }[];
                                }[];
                                /** @enum {string} */
                                kind: "custody";
                                ledger_head: {
                                    /** @description Hex. */
                                    hash: string;
                                    seq: number;
                                };
                                managed: {
                                    attempts: number;
                                };
                                tenant: string;
                                /**
                                 * Format: date-time
                                 * @description The first moment after it.
                                 */
                                to: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/data-flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what content goes to which provider, host and region now, and what is kept here for how long */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What content goes to whom, where, and what is kept here for how long. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            also_sent: {
                                detail: string;
                                /** @description Empty: nothing is sent. */
                                hosts: string[];
                                /** @enum {unknown} */
                                what: "webhooks" | "mail" | "exports";
                            }[];
                            /**
                             * Format: date-time
                             * @description When this was so.
                             */
                            at: string;
                            /** @description Where a chat call that names nothing goes in each mode, whichever is set: with own models and without. */
                            default_by_mode: {
                                bundled: {
                                    config_id: string | null;
                                    data_region: string | null;
                                    /** @description Where the call goes, with the port where it is not the usual one. */
                                    host: string;
                                    /** @description `false` only for targets of the tenant’s own at a private address, under a private name, or opened by name with an egress rule. */
                                    leaves_network: boolean;
                                    /** @description What the provider is asked for. */
                                    model: string;
                                    name: string | null;
                                    /**
                                     * @description Whose account: the tenant’s or the platform’s.
                                     * @enum {unknown}
                                     */
                                    owner: "own" | "managed";
                                    /** @enum {unknown} */
                                    payer: "tenant_provider" | "subscription" | "metered";
                                    provider: string;
                                    provider_id: string | null;
                                    /**
                                     * @description How the model was found; the last two: by the failure policy, for when those before it cannot answer.
                                     * @enum {unknown}
                                     */
                                    reason: "config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback";
                                    stopped: {
                                        reason: string;
                                        /**
                                         * Format: date-time
                                         * @description When they were stopped.
                                         */
                                        since: string;
                                    } | null;
                                    /** @description The same in one sentence. */
                                    what_leaves: string;
                                } | null;
                                byo: {
                                    config_id: string | null;
                                    data_region: string | null;
                                    /** @description Where the call goes, with the port where it is not the usual one. */
                                    host: string;
                                    /** @description `false` only for targets of the tenant’s own at a private address, under a private name, or opened by name with an egress rule. */
                                    leaves_network: boolean;
                                    /** @description What the provider is asked for. */
                                    model: string;
                                    name: string | null;
                                    /**
                                     * @description Whose account: the tenant’s or the platform’s.
                                     * @enum {unknown}
                                     */
                                    owner: "own" | "managed";
                                    /** @enum {unknown} */
                                    payer: "tenant_provider" | "subscription" | "metered";
                                    provider: string;
                                    provider_id: string | null;
                                    /**
                                     * @description How the model was found; the last two: by the failure policy, for when those before it cannot answer.
                                     * @enum {unknown}
                                     */
                                    reason: "config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback";
                                    stopped: {
                                        reason: string;
                                        /**
                                         * Format: date-time
                                         * @description When they were stopped.
                                         */
                                        since: string;
                                    } | null;
                                    /** @description The same in one sentence. */
                                    what_leaves: string;
                                } | null;
                            };
                            /** @enum {unknown} */
                            embeddings_mode: "bundled" | "byo";
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            /** @description Where the calls of each of the platform’s features go now. */
                            features: {
                                id: string;
                                name: string;
                                /** @enum {unknown} */
                                operation: "chat" | "embedding";
                                refused: string | null;
                                target: {
                                    config_id: string | null;
                                    data_region: string | null;
                                    /** @description Where the call goes, with the port where it is not the usual one. */
                                    host: string;
                                    /** @description `false` only for targets of the tenant’s own at a private address, under a private name, or opened by name with an egress rule. */
                                    leaves_network: boolean;
                                    /** @description What the provider is asked for. */
                                    model: string;
                                    name: string | null;
                                    /**
                                     * @description Whose account: the tenant’s or the platform’s.
                                     * @enum {unknown}
                                     */
                                    owner: "own" | "managed";
                                    /** @enum {unknown} */
                                    payer: "tenant_provider" | "subscription" | "metered";
                                    provider: string;
                                    provider_id: string | null;
                                    /**
                                     * @description How the model was found; the last two: by the failure policy, for when those before it cannot answer.
                                     * @enum {unknown}
                                     */
                                    reason: "config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback";
                                    stopped: {
                                        reason: string;
                                        /**
                                         * Format: date-time
                                         * @description When they were stopped.
                                         */
                                        since: string;
                                    } | null;
                                    /** @description The same in one sentence. */
                                    what_leaves: string;
                                } | null;
                            }[];
                            /** @description Everywhere that content of calls can go now. */
                            flows: {
                                /** @description Whose calls can reach it; null: those of no agent. */
                                agents: (string | null)[];
                                config_id: string | null;
                                data_region: string | null;
                                /** @description Where the call goes, with the port where it is not the usual one. */
                                host: string;
                                /** @description By name: where calls go, and where the token for them comes from. */
                                hosts: string[];
                                /** @description `false` only for targets of the tenant’s own at a private address, under a private name, or opened by name with an egress rule. */
                                leaves_network: boolean;
                                /** @description What the provider is asked for; `*`: any model of the account, named as `<provider_id>/<model>`. */
                                model: string;
                                name: string | null;
                                /** @enum {unknown} */
                                operation: "chat" | "embedding";
                                /**
                                 * @description Whose account: the tenant’s or the platform’s.
                                 * @enum {unknown}
                                 */
                                owner: "own" | "managed";
                                /** @enum {unknown} */
                                payer: "tenant_provider" | "subscription" | "metered";
                                provider: string;
                                provider_id: string | null;
                                /** @description By which rules it can be reached. */
                                reasons: ("config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback")[];
                                region: string | null;
                                stopped: {
                                    reason: string;
                                    /**
                                     * Format: date-time
                                     * @description When they were stopped.
                                     */
                                    since: string;
                                } | null;
                                /** @description The same in one sentence. */
                                what_leaves: string;
                                /** @description When calls go there. */
                                when: ("by_default" | "when_named" | "when_others_cannot_answer")[];
                            }[];
                            /** @description Every host that a call could take. */
                            hosts: string[];
                            kept: {
                                detail: string;
                                /** @description Whether it holds words of calls or answers. */
                                has_content: boolean;
                                kept_for_s: number | null;
                                /** @description Whether it is encrypted under the tenant’s own data key. */
                                sealed: boolean;
                                setting: string | null;
                                /** @enum {unknown} */
                                what: "conversations" | "queued_calls" | "queued_answers" | "repeatable_answers" | "ledger" | "usage" | "audit" | "notifications" | "credentials";
                            }[];
                            managed: {
                                /** @description In place of an own model that cannot answer. */
                                by_fallback: boolean;
                                /** @description Because the mode lets them serve. */
                                by_mode: boolean;
                                /** @description Whether any call could reach a managed model. */
                                possible: boolean;
                            };
                            /** @enum {unknown} */
                            mode: "bundled" | "byo";
                            /** @description Whether there are targets of which nothing says the region. */
                            region_unknown: boolean;
                            /** @description Every region that is known of a target. */
                            regions: string[];
                            tenant: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/deposit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deposit a key by a link: it is tested, then sealed, and the link is used up. With `Accept: text/event-stream` each rung is sent as it ends */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Deposit it although the test failed: where the way to the server is not open yet. A rotation is never finished so. */
                        even_if_refused?: boolean;
                        fields: {
                            /** @description The provider’s key. Write-only. */
                            api_key?: string;
                            /** @description Not where the endpoint ends in `/openai/v1`. */
                            api_version?: string;
                            /** @description OAuth2 audience. */
                            audience?: string;
                            /** @description The header that carries the key or token; `Authorization` by default. */
                            auth_header?: string;
                            /** @description What stands before the key in that header; `Bearer` by default. */
                            auth_prefix?: string;
                            /** @description IAM access key id. */
                            aws_access_key_id?: string;
                            /** @description Region, such as `us-west-2`. */
                            aws_region?: string;
                            /** @description A role that the platform may assume. */
                            aws_role_arn?: string;
                            /** @description IAM secret access key. Write-only. */
                            aws_secret_access_key?: string;
                            /** @description The service name that a SigV4 gateway expects. */
                            aws_service?: string;
                            /** @description For temporary credentials. Write-only. */
                            aws_session_token?: string;
                            /** @description Service principal: application id. */
                            azure_client_id?: string;
                            /** @description Service principal: client secret. Write-only. */
                            azure_client_secret?: string;
                            /** @description The resource’s endpoint. */
                            azure_endpoint?: string;
                            /** @description Service principal: token URL of the directory. */
                            azure_token_url?: string;
                            /** @description Replaces the provider’s own base whole. */
                            base_url?: string;
                            /** @description Instead of `/chat/completions`. */
                            chat_path?: string;
                            /** @enum {unknown} */
                            client_auth?: "basic" | "post" | "private_key_jwt";
                            /** @description OAuth2 client id. */
                            client_id?: string;
                            /** @description OAuth2 client secret, or a private key for `private_key_jwt`. Write-only. */
                            client_secret?: string;
                            /** @description Instead of `/embeddings`. */
                            embeddings_path?: string;
                            /** @description Vertex AI location. */
                            gcp_location?: string;
                            /** @description Google Cloud project. */
                            gcp_project?: string;
                            /** @description Service-account key file, as JSON or as text. Write-only. */
                            gcp_service_account?: string | {
                                [key: string]: unknown;
                            };
                            /** @description More headers on every call. */
                            headers?: {
                                [key: string]: string;
                            };
                            /** @description Instead of `/models`. */
                            models_path?: string;
                            /** @description OAuth2 scope. */
                            scope?: string;
                            tls?: {
                                /** @description The private CA that signed the server’s certificate. */
                                ca_pem?: string;
                                /** @description Our certificate towards the server. */
                                client_cert_pem?: string;
                                /** @description Its private key. Write-only. */
                                client_key_pem?: string;
                            };
                            /** @description OAuth2: where tokens are had. */
                            token_url?: string;
                        };
                        /** @description What stands behind the # of the link. */
                        link: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What became of what was entered. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description False: nothing was kept, and the link still holds. */
                            deposited: boolean;
                            secrets: {
                                field: string;
                                last4: string | null;
                                /** @description Of what rests here: as in `GET /custody`. */
                                sealed_sha256: string;
                            }[];
                            /** @description `valid` is null where listing is not to be had: name a model. */
                            test: {
                                checks: {
                                    /** @description Repeats the step, with the secret left out. */
                                    curl?: string;
                                    detail: string;
                                    ms: number;
                                    /**
                                     * @description Whose move it is.
                                     * @enum {unknown}
                                     */
                                    owner: "you" | "your_network_team" | "the_provider" | "the_platform" | "nobody";
                                    /** @enum {unknown} */
                                    status: "passed" | "failed" | "warned" | "skipped" | "unknown";
                                    /** @enum {unknown} */
                                    step: "dns" | "tcp" | "tls" | "auth" | "model" | "chat" | "streaming" | "tools" | "json" | "context" | "latency";
                                    /** @description What the other side said, scrubbed. */
                                    upstream?: {
                                        message: string;
                                        status: number;
                                    };
                                }[];
                                embedding_dimensions?: number;
                                error: string | null;
                                healed?: {
                                    field: string;
                                    to?: string;
                                    what: string;
                                }[];
                                models: string[];
                                report_card?: {
                                    detail: string;
                                    need: string;
                                    required_by: string;
                                    /** @enum {unknown} */
                                    status: "met" | "not_met" | "unknown";
                                }[];
                                valid: boolean | null;
                                warnings?: {
                                    detail: string;
                                    field: string;
                                }[];
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/deposit/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See what a deposit link asks for, and for whom */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What stands behind the # of the link. */
                        link: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What a link asks for, and for whom. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            auth: string;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            /**
                             * Format: date-time
                             * @description From when on the link is worth nothing.
                             */
                            expires_at: string;
                            fields: {
                                /** @description Stands under “more options” of a form. */
                                advanced?: boolean;
                                help: string;
                                label: string;
                                multiline?: boolean;
                                name: string;
                                options?: string[];
                                /** @description A hint for forms, never a gate. */
                                pattern?: string;
                                required: boolean;
                                secret: boolean;
                            }[];
                            /** @description Where the key will go, and nowhere else. */
                            hosts: string[];
                            model_name: string | null;
                            name: string;
                            platform: {
                                name: string;
                                support_url: string | null;
                            };
                            /** @description The provider’s name. */
                            provider: string;
                            /** @description Whether it takes the place of a key that is in use. */
                            replaces: boolean;
                            /** @description The name of the tenant that the key is for. */
                            tenant: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List deposit links and what came by them, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description The way of authenticating, as the catalogue names it. */
                                auth: string;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                created_by: {
                                    id: string;
                                    kind: string;
                                };
                                /** @enum {unknown} */
                                creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                /**
                                 * Format: date-time
                                 * @description From when on it is worth nothing.
                                 */
                                expires_at: string;
                                /** @description The origins that the secrets will be bound to. */
                                hosts: string[];
                                /** Format: uuid */
                                id: string;
                                llm_credentials_id: string | null;
                                model_name: string | null;
                                name: string;
                                opened_at: string | null;
                                /**
                                 * @description Whose wire is spoken.
                                 * @enum {unknown}
                                 */
                                provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                                received: {
                                    /**
                                     * Format: date-time
                                     * @description When it came.
                                     */
                                    at: string;
                                    /** Format: uuid */
                                    llm_credentials_id: string;
                                    secrets: {
                                        field: string;
                                        last4: string | null;
                                        /** @description Of what rests here: as in `GET /custody`. */
                                        sealed_sha256: string;
                                    }[];
                                } | null;
                                revoked_at: string | null;
                                service_request_id: string | null;
                                /** @enum {unknown} */
                                state: "waiting" | "opened" | "deposited" | "expired" | "revoked";
                                test: {
                                    /**
                                     * Format: date-time
                                     * @description When.
                                     */
                                    at: string;
                                    error: string | null;
                                    valid: boolean | null;
                                } | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a link by which somebody without an account deposits a key, once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        creds_type?: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                        /** @default 72 */
                        expires_in_h?: number;
                        /**
                         * Format: uuid
                         * @description The account whose secrets are to be rotated; then nothing else is said of it.
                         */
                        llm_credentials_id?: string;
                        model_name?: string;
                        /** @description A name that people see. */
                        name?: string;
                        /**
                         * @description Whose wire is spoken.
                         * @enum {unknown}
                         */
                        provider?: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                        /** @description What is not secret of `POST /llm_credentials`, above all where the key goes (`base_url`, `token_url`, `aws_region`, …). Whoever opens the link can change none of it. */
                        settings?: {
                            [key: string]: string;
                        };
                        /** @description Which way of authenticating, by its id in the catalogue, where `creds_type` leaves several. */
                        variant?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description From when on it is worth nothing.
                             */
                            expires_at: string;
                            /** Format: uuid */
                            id: string;
                            /** @description Shown this one time. What counts stands behind the #. */
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/deposits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a deposit link that nothing came by yet */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/egress_rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List egress rules, of all tenants or of one */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    tenant_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                cidr: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                environment: ("dev" | "test" | "prod") | null;
                                host: string | null;
                                /** Format: uuid */
                                id: string;
                                plain_http: boolean;
                                port: number | null;
                                private_ca: string | null;
                                reason: string;
                                tenant_id: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Let one tenant reach a private target, plain http, or a server with a private CA */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        cidr?: string;
                        /**
                         * @description An environment of the tenant.
                         * @enum {unknown}
                         */
                        environment?: "dev" | "test" | "prod";
                        host?: string;
                        plain_http?: boolean;
                        /** @description Every port when left out. */
                        port?: number;
                        /** @description PEM: trusted for this target. */
                        private_ca?: string;
                        reason: string;
                        /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                        tenant_id: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A private target, plain http or a private CA that one tenant may use. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cidr: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            environment: ("dev" | "test" | "prod") | null;
                            host: string | null;
                            /** Format: uuid */
                            id: string;
                            plain_http: boolean;
                            port: number | null;
                            private_ca: string | null;
                            reason: string;
                            tenant_id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/egress_rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an egress rule away; calls that need it are refused from then on */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/embed_tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a person see pages of an environment in a frame of the platform’s own product, for minutes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 600 */
                        lifetime_s?: number;
                        /** @description The pages that may be shown. The token has the rights that these take, and no other. */
                        pages: ("overview" | "models" | "features" | "agents" | "fallback" | "explain" | "llm_config" | "chat")[];
                        /**
                         * @description What the person is here; never more than who asks.
                         * @enum {unknown}
                         */
                        role: "tenant_admin" | "user";
                        /** @description Who looks at the page, as the platform names them; stands in the audit log. */
                        subject: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When the frame needs the next one.
                             */
                            expires_at: string;
                            /** @description Shown once. For the frame alone: `/v1` takes none. */
                            token: string;
                            /**
                             * Format: uri
                             * @description The address of the first of the pages, for the frame.
                             */
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List where the ledger and the audit log are sent on to */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                delivered_at: string | null;
                                delivered_rows: number;
                                enabled: boolean;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                failing_since: string | null;
                                /** Format: uuid */
                                id: string;
                                /**
                                 * @description `otlp`: OTLP/HTTP logs in JSON, as collectors and SIEMs take them (`…/v1/logs`). `webhook`: signed batches (Standard Webhooks). `object_store`: the newest checkpoint is put to one URL, as a pre-signed one.
                                 * @enum {unknown}
                                 */
                                kind: "otlp" | "webhook" | "object_store";
                                last_error: string | null;
                                last_status: number | null;
                                name: string;
                                /** @description Of the destination; the rest of its URL is not shown. */
                                origin: string;
                                /** @description Rows of the ledger, of the audit log, and signed ends of the ledger’s chain. */
                                streams: ("ledger" | "audit" | "checkpoints")[];
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Have the ledger or the audit log sent on, from its first row that is kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Where it goes. URL and headers are replaced together. */
                        destination: {
                            /** @description Their values are secrets. */
                            headers?: {
                                [key: string]: string;
                            };
                            /** @description Kept secret: it may hold a signature. */
                            url: string;
                        };
                        /**
                         * @description `otlp`: OTLP/HTTP logs in JSON, as collectors and SIEMs take them (`…/v1/logs`). `webhook`: signed batches (Standard Webhooks). `object_store`: the newest checkpoint is put to one URL, as a pre-signed one.
                         * @enum {unknown}
                         */
                        kind: "otlp" | "webhook" | "object_store";
                        /** @description A name that people see. */
                        name: string;
                        /** @description Rows of the ledger, of the audit log, and signed ends of the ledger’s chain. */
                        streams: ("ledger" | "audit" | "checkpoints")[];
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            delivered_at: string | null;
                            delivered_rows: number;
                            enabled: boolean;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            failing_since: string | null;
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `otlp`: OTLP/HTTP logs in JSON, as collectors and SIEMs take them (`…/v1/logs`). `webhook`: signed batches (Standard Webhooks). `object_store`: the newest checkpoint is put to one URL, as a pre-signed one.
                             * @enum {unknown}
                             */
                            kind: "otlp" | "webhook" | "object_store";
                            last_error: string | null;
                            last_status: number | null;
                            name: string;
                            /** @description Of the destination; the rest of its URL is not shown. */
                            origin: string;
                            signing_secret: string | null;
                            /** @description Rows of the ledger, of the audit log, and signed ends of the ledger’s chain. */
                            streams: ("ledger" | "audit" | "checkpoints")[];
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See one export and how it goes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Where the ledger or the audit log is sent on to. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            delivered_at: string | null;
                            delivered_rows: number;
                            enabled: boolean;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            failing_since: string | null;
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `otlp`: OTLP/HTTP logs in JSON, as collectors and SIEMs take them (`…/v1/logs`). `webhook`: signed batches (Standard Webhooks). `object_store`: the newest checkpoint is put to one URL, as a pre-signed one.
                             * @enum {unknown}
                             */
                            kind: "otlp" | "webhook" | "object_store";
                            last_error: string | null;
                            last_status: number | null;
                            name: string;
                            /** @description Of the destination; the rest of its URL is not shown. */
                            origin: string;
                            /** @description Rows of the ledger, of the audit log, and signed ends of the ledger’s chain. */
                            streams: ("ledger" | "audit" | "checkpoints")[];
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Send nothing more there, and forget how far it came */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change an export; it is tried again at once */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Where it goes. URL and headers are replaced together. */
                        destination?: {
                            /** @description Their values are secrets. */
                            headers?: {
                                [key: string]: string;
                            };
                            /** @description Kept secret: it may hold a signature. */
                            url: string;
                        };
                        enabled?: boolean;
                        /** @description A name that people see. */
                        name?: string;
                        /** @description Rows of the ledger, of the audit log, and signed ends of the ledger’s chain. */
                        streams?: ("ledger" | "audit" | "checkpoints")[];
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Where the ledger or the audit log is sent on to. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            delivered_at: string | null;
                            delivered_rows: number;
                            enabled: boolean;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            failing_since: string | null;
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `otlp`: OTLP/HTTP logs in JSON, as collectors and SIEMs take them (`…/v1/logs`). `webhook`: signed batches (Standard Webhooks). `object_store`: the newest checkpoint is put to one URL, as a pre-signed one.
                             * @enum {unknown}
                             */
                            kind: "otlp" | "webhook" | "object_store";
                            last_error: string | null;
                            last_status: number | null;
                            name: string;
                            /** @description Of the destination; the rest of its URL is not shown. */
                            origin: string;
                            /** @description Rows of the ledger, of the audit log, and signed ends of the ledger’s chain. */
                            streams: ("ledger" | "audit" | "checkpoints")[];
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/fallback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what happens when an own model cannot answer, in the environment or for one agent */
        get: {
            parameters: {
                query?: {
                    /** @description The agent whose own policy is meant; left out, the environment’s. */
                    agent_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What happens when a tenant’s own model cannot answer. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            consent: {
                                /**
                                 * Format: date-time
                                 * @description When it was given.
                                 */
                                at: string;
                                by: {
                                    id: string;
                                    kind: string;
                                };
                                /** @description The sentence that was agreed to. */
                                meaning: string;
                            } | null;
                            /** @description The sentence that a consent given now would agree to. */
                            consent_meaning: string;
                            /** @description How long a queued call is tried at all. */
                            deadline_s: number;
                            /**
                             * @description What calls go by: under a lock a managed policy fails closed.
                             * @enum {unknown}
                             */
                            effective_policy: "fail_closed" | "queue_and_retry" | "managed";
                            /** @description How long a client that waits for a queued call is kept on the line. */
                            hold_s: number;
                            managed_on: ("rate_limited" | "quota" | "auth" | "permission")[];
                            max_attempts: number | null;
                            /**
                             * @description When the tenant’s own models cannot answer. `fail_closed`: nobody does. `queue_and_retry`: the call waits for them. `managed`: the platform’s models do, and data leaves the tenant’s network.
                             * @enum {unknown}
                             */
                            policy: "fail_closed" | "queue_and_retry" | "managed";
                            targets: string[];
                            /** @description Whether these also stand in for a model that a caller named, instead of for defaults alone. */
                            targets_for_named: boolean;
                            updated_at: string | null;
                            /** @description What of this has no effect at present, and why. */
                            warnings: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Say what happens when an own model cannot answer; managed models need the tenant’s consent that data leaves its network */
        put: {
            parameters: {
                query?: {
                    /** @description The agent whose own policy is meant; left out, the environment’s. */
                    agent_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The whole of it: what is left out is as if it was never set. Only a consent that was given stays. */
            requestBody: {
                content: {
                    "application/json": {
                        consent?: {
                            /** @enum {boolean} */
                            data_leaves_network: true;
                        };
                        /** @description How long a queued call is tried at all. */
                        deadline_s?: number;
                        /** @description How long a client that waits for a queued call is kept on the line. */
                        hold_s?: number;
                        /** @description What else leads to a managed model: failures that the tenant itself can mend. */
                        managed_on?: ("rate_limited" | "quota" | "auth" | "permission")[];
                        max_attempts?: number | null;
                        /**
                         * @description When the tenant’s own models cannot answer. `fail_closed`: nobody does. `queue_and_retry`: the call waits for them. `managed`: the platform’s models do, and data leaves the tenant’s network.
                         * @enum {unknown}
                         */
                        policy: "fail_closed" | "queue_and_retry" | "managed";
                        /** @description Ids of own chat models that are tried next, in this order. Embeddings never move to another model. */
                        targets?: string[];
                        /** @description Whether these also stand in for a model that a caller named, instead of for defaults alone. */
                        targets_for_named?: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What happens when a tenant’s own model cannot answer. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            consent: {
                                /**
                                 * Format: date-time
                                 * @description When it was given.
                                 */
                                at: string;
                                by: {
                                    id: string;
                                    kind: string;
                                };
                                /** @description The sentence that was agreed to. */
                                meaning: string;
                            } | null;
                            /** @description The sentence that a consent given now would agree to. */
                            consent_meaning: string;
                            /** @description How long a queued call is tried at all. */
                            deadline_s: number;
                            /**
                             * @description What calls go by: under a lock a managed policy fails closed.
                             * @enum {unknown}
                             */
                            effective_policy: "fail_closed" | "queue_and_retry" | "managed";
                            /** @description How long a client that waits for a queued call is kept on the line. */
                            hold_s: number;
                            managed_on: ("rate_limited" | "quota" | "auth" | "permission")[];
                            max_attempts: number | null;
                            /**
                             * @description When the tenant’s own models cannot answer. `fail_closed`: nobody does. `queue_and_retry`: the call waits for them. `managed`: the platform’s models do, and data leaves the tenant’s network.
                             * @enum {unknown}
                             */
                            policy: "fail_closed" | "queue_and_retry" | "managed";
                            targets: string[];
                            /** @description Whether these also stand in for a model that a caller named, instead of for defaults alone. */
                            targets_for_named: boolean;
                            updated_at: string | null;
                            /** @description What of this has no effect at present, and why. */
                            warnings: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        post?: never;
        /** Forget a policy and its consent: an agent goes by the environment’s again, which fails closed */
        delete: {
            parameters: {
                query?: {
                    /** @description The agent whose own policy is meant; left out, the environment’s. */
                    agent_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/fallback/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Agree, as the tenant’s own administrator, that data may leave its network; changes no policy */
        put: {
            parameters: {
                query?: {
                    /** @description The agent whose own policy is meant; left out, the environment’s. */
                    agent_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        data_leaves_network: true;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What happens when a tenant’s own model cannot answer. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            consent: {
                                /**
                                 * Format: date-time
                                 * @description When it was given.
                                 */
                                at: string;
                                by: {
                                    id: string;
                                    kind: string;
                                };
                                /** @description The sentence that was agreed to. */
                                meaning: string;
                            } | null;
                            /** @description The sentence that a consent given now would agree to. */
                            consent_meaning: string;
                            /** @description How long a queued call is tried at all. */
                            deadline_s: number;
                            /**
                             * @description What calls go by: under a lock a managed policy fails closed.
                             * @enum {unknown}
                             */
                            effective_policy: "fail_closed" | "queue_and_retry" | "managed";
                            /** @description How long a client that waits for a queued call is kept on the line. */
                            hold_s: number;
                            managed_on: ("rate_limited" | "quota" | "auth" | "permission")[];
                            max_attempts: number | null;
                            /**
                             * @description When the tenant’s own models cannot answer. `fail_closed`: nobody does. `queue_and_retry`: the call waits for them. `managed`: the platform’s models do, and data leaves the tenant’s network.
                             * @enum {unknown}
                             */
                            policy: "fail_closed" | "queue_and_retry" | "managed";
                            targets: string[];
                            /** @description Whether these also stand in for a model that a caller named, instead of for defaults alone. */
                            targets_for_named: boolean;
                            updated_at: string | null;
                            /** @description What of this has no effect at present, and why. */
                            warnings: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        post?: never;
        /** Take the consent back: a managed policy fails closed from then on */
        delete: {
            parameters: {
                query?: {
                    /** @description The agent whose own policy is meant; left out, the environment’s. */
                    agent_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What happens when a tenant’s own model cannot answer. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            consent: {
                                /**
                                 * Format: date-time
                                 * @description When it was given.
                                 */
                                at: string;
                                by: {
                                    id: string;
                                    kind: string;
                                };
                                /** @description The sentence that was agreed to. */
                                meaning: string;
                            } | null;
                            /** @description The sentence that a consent given now would agree to. */
                            consent_meaning: string;
                            /** @description How long a queued call is tried at all. */
                            deadline_s: number;
                            /**
                             * @description What calls go by: under a lock a managed policy fails closed.
                             * @enum {unknown}
                             */
                            effective_policy: "fail_closed" | "queue_and_retry" | "managed";
                            /** @description How long a client that waits for a queued call is kept on the line. */
                            hold_s: number;
                            managed_on: ("rate_limited" | "quota" | "auth" | "permission")[];
                            max_attempts: number | null;
                            /**
                             * @description When the tenant’s own models cannot answer. `fail_closed`: nobody does. `queue_and_retry`: the call waits for them. `managed`: the platform’s models do, and data leaves the tenant’s network.
                             * @enum {unknown}
                             */
                            policy: "fail_closed" | "queue_and_retry" | "managed";
                            targets: string[];
                            /** @description Whether these also stand in for a model that a caller named, instead of for defaults alone. */
                            targets_for_named: boolean;
                            updated_at: string | null;
                            /** @description What of this has no effect at present, and why. */
                            warnings: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the features, and how each is assigned in the environment */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * @description In the environment that was named: which model serves the feature. Absent where none was.
                                 * @enum {unknown}
                                 */
                                assignment?: "default" | "off" | "config";
                                /**
                                 * Format: date-time
                                 * @description When it was registered.
                                 */
                                created_at: string;
                                /** @description The feature’s id, chosen by the platform. */
                                id: string;
                                llm_config_id?: string | null;
                                max_latency_s: number | null;
                                min_context_tokens: number | null;
                                model_aliases: string[];
                                /** @description A name that people see. */
                                name: string;
                                needs: ("tools" | "json" | "streaming")[];
                                /** @enum {unknown} */
                                operation: "chat" | "embedding";
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/features/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Register one of the platform’s AI features with what it needs of a model */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The feature’s id, chosen by the platform. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The feature’s id, chosen by the platform. */
                        id?: string;
                        max_latency_s?: number;
                        min_context_tokens?: number;
                        model_aliases?: string[];
                        /** @description A name that people see. */
                        name: string;
                        needs?: ("tools" | "json" | "streaming")[];
                        /** @enum {unknown} */
                        operation: "chat" | "embedding";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description One of the platform’s AI capabilities. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description In the environment that was named: which model serves the feature. Absent where none was.
                             * @enum {unknown}
                             */
                            assignment?: "default" | "off" | "config";
                            /**
                             * Format: date-time
                             * @description When it was registered.
                             */
                            created_at: string;
                            /** @description The feature’s id, chosen by the platform. */
                            id: string;
                            llm_config_id?: string | null;
                            max_latency_s: number | null;
                            min_context_tokens: number | null;
                            model_aliases: string[];
                            /** @description A name that people see. */
                            name: string;
                            needs: ("tools" | "json" | "streaming")[];
                            /** @enum {unknown} */
                            operation: "chat" | "embedding";
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
                /** @description One of the platform’s AI capabilities. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description In the environment that was named: which model serves the feature. Absent where none was.
                             * @enum {unknown}
                             */
                            assignment?: "default" | "off" | "config";
                            /**
                             * Format: date-time
                             * @description When it was registered.
                             */
                            created_at: string;
                            /** @description The feature’s id, chosen by the platform. */
                            id: string;
                            llm_config_id?: string | null;
                            max_latency_s: number | null;
                            min_context_tokens: number | null;
                            model_aliases: string[];
                            /** @description A name that people see. */
                            name: string;
                            needs: ("tools" | "json" | "streaming")[];
                            /** @enum {unknown} */
                            operation: "chat" | "embedding";
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Take a feature away, with how tenants have assigned it; calls that name it are refused from then on */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The feature’s id, chosen by the platform. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/features/{id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say which model serves a feature in this environment; without it, the default does */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The feature’s id, chosen by the platform. */
                    id: string;
                };
                cookie?: never;
            };
            /** @description Which model serves the feature in this environment: one model config, the default, or none. */
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        llm_config_id: string;
                    } | {
                        /** @enum {boolean} */
                        default: true;
                    } | {
                        /** @enum {boolean} */
                        off: true;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            assignment: "default" | "off" | "config";
                            /** @description The feature’s id, chosen by the platform. */
                            feature_id: string;
                            llm_config_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            warnings: {
                                /** @description What is missing, for a person. */
                                detail: string;
                                /** @description The feature’s id, chosen by the platform. */
                                feature_id: string;
                                /**
                                 * @description `model`: there is none that could serve it.
                                 * @enum {unknown}
                                 */
                                need: "model" | "tools" | "json" | "streaming" | "context";
                                /** @enum {unknown} */
                                status: "not_met" | "unknown";
                            }[];
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Providers at which many credentials failed alike, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {unknown} */
                                class: "auth_failed" | "quota" | "unreachable";
                                closed_at: string | null;
                                /** @description How many were concerned at most. */
                                credentials: number;
                                host: string;
                                /** Format: uuid */
                                id: string;
                                /**
                                 * Format: date-time
                                 * @description When enough credentials had failed alike within a minute.
                                 */
                                opened_at: string;
                                /** @description As the catalogue names it. */
                                provider: string;
                                /** @description How many were concerned at most. */
                                tenants: number;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See the versions of the key-encryption key and how many tenant keys depend on each */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Versions of the key-encryption key and what depends on them. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            healthy: boolean;
                            /** @description The version that new tenant keys are wrapped with. */
                            primary: string;
                            /** @description Where the key-encryption keys are. */
                            provider: string;
                            versions: {
                                primary: boolean;
                                /** @description Tenants whose key is wrapped by this version. */
                                tenant_keys: number;
                                version: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/keys/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Retire a version that no tenant key depends on: it may then be left out of the configuration */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/keys/rewrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wrap every tenant key with the primary version. Nothing stops meanwhile; if it is cut off, run it again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Keys that are still under an older version; run it again. */
                            remaining: number;
                            rewrapped: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List attempts, newest first: where each call of the environment went, why, and who pays */
        get: {
            parameters: {
                query?: {
                    agent_id?: string;
                    config_id?: string;
                    credential_id?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    failure_class?: string;
                    feature_id?: string;
                    /** @description Calls that came in then or later; a day ago when absent. */
                    from?: string;
                    host?: string;
                    limit?: number;
                    model_name?: string;
                    operation?: "chat" | "embedding";
                    outcome?: "answered" | "failed" | "aborted";
                    owner?: "own" | "managed";
                    payer?: "tenant_provider" | "subscription" | "metered";
                    provider?: string;
                    request_id?: string;
                    /** @description Calls that came in before; now when absent or in the future. */
                    to?: string;
                    user_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Who called; a token by its public id. */
                                actor_id: string;
                                actor_kind: string;
                                address: string | null;
                                agent_id: string | null;
                                answer_bytes: number;
                                /**
                                 * Format: date-time
                                 * @description When the call came in. The hash takes it as milliseconds since 1970.
                                 */
                                at: string;
                                cached_tokens: number | null;
                                completion_tokens: number | null;
                                config_id: string | null;
                                credential_id: string;
                                credential_version: number;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                failure_class: string | null;
                                feature_id: string | null;
                                /** @description How many of the fields, from the first on, the hash takes. */
                                fields: number;
                                first_byte_ms: number | null;
                                /** @description Hex SHA-256 over the hash of the row before and this row: see docs/ledger.md. */
                                hash: string;
                                /** @description Name and port that were asked for. */
                                host: string;
                                id: string;
                                model_name: string;
                                /** @description Counts from 1 within the call. */
                                number: number;
                                /** @enum {unknown} */
                                operation: "chat" | "embedding";
                                /** @enum {unknown} */
                                outcome: "answered" | "failed" | "aborted";
                                /**
                                 * @description Whose credential.
                                 * @enum {unknown}
                                 */
                                owner: "own" | "managed";
                                /** @enum {unknown} */
                                payer: "tenant_provider" | "subscription" | "metered";
                                prompt_tokens: number | null;
                                provider: string;
                                queue_ms: number | null;
                                /** @description Why this target: the rule that chose it, or the failure that led to it. */
                                reason: string;
                                reasoning_tokens: number | null;
                                request_bytes: number;
                                /** @description The call: all its attempts have the same. Also in `x-request-id`. */
                                request_id: string;
                                /** @description Counts from 1 within the environment, without gaps. */
                                seq: number;
                                status: number | null;
                                streamed: boolean;
                                tenant_id: string;
                                total_ms: number;
                                upstream_request_id: string | null;
                                user_id: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/ledger/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List signed checkpoints, newest first; a copy kept elsewhere shows a later truncation */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When it was signed.
                                 */
                                at: string;
                                /** @description Hex. */
                                hash: string;
                                kept_since: string | null;
                                key_id: string;
                                /**
                                 * @description `retention`: the rows up to this one were removed after it was signed.
                                 * @enum {unknown}
                                 */
                                kind: "periodic" | "retention";
                                seq: number;
                                /** @description Base64 Ed25519. */
                                signature: string;
                                /** @description Base64 of the exact bytes signed. */
                                signed: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/ledger/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the public keys that statements and checkpoints verify with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                key_id: string;
                                public_key_pem: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/ledger/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a signed statement of a period: how many calls, how many to managed models, which hosts */
        get: {
            parameters: {
                query?: {
                    /** @description Calls that came in then or later; a day ago when absent. */
                    from?: string;
                    /** @description Calls that came in before; now when absent or in the future. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A signed statement of where the calls of a period went. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description One of `GET /ledger/keys`. */
                            key_id: string;
                            /** @description Base64 Ed25519. */
                            signature: string;
                            /** @description Base64 of the exact bytes signed: the statement as JSON with its keys in order. */
                            signed: string;
                            statement: {
                                attempts: number;
                                by_outcome: {
                                    aborted: number;
                                    answered: number;
                                    failed: number;
                                };
                                by_owner: {
                                    managed: number;
                                    own: number;
                                };
                                by_payer: {
                                    metered: number;
                                    subscription: number;
                                    tenant_provider: number;
                                };
                                calls: number;
                                chain_head: {
                                    /** @description Hex. */
                                    hash: string;
                                    seq: number;
                                };
                                /** @description `false`: retention may have removed rows of the period; the numbers are of those that are kept. */
                                complete: boolean;
                                deployment: string;
                                environment: string;
                                /**
                                 * Format: date-time
                                 * @description The first moment of the period.
                                 */
                                from: string;
                                /** @description Every host that a call of the period was sent to. */
                                hosts: string[];
                                kept_since: string | null;
                                rows: {
                                    first: number | null;
                                    last: number | null;
                                };
                                tenant: string;
                                /**
                                 * Format: date-time
                                 * @description The first moment after the period; never later than the statement.
                                 */
                                to: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/ledger/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how long the rows of the environment’s ledger are kept */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many days after its call a row is removed, in the background. */
                            retention_days: number;
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        /** Say how long the rows of the environment’s ledger are kept; where they begin is signed before any is removed */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description How many days after its call a row is removed, in the background. */
                        retention_days: number;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many days after its call a row is removed, in the background. */
                            retention_days: number;
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Walk the environment’s chain from its first row and name the first one that was changed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chains: {
                                /** @description Zero, or the row up to which retention removed. */
                                begins_after: number;
                                checkpoints: number;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                first_bad: {
                                    seq: number;
                                    why: string;
                                } | null;
                                rows: number;
                                tenant: string;
                                /** @description Rows since the last checkpoint. */
                                unsigned_rows: number;
                            }[];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/ledger/verify_all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Walk the chains of every tenant */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chains: {
                                /** @description Zero, or the row up to which retention removed. */
                                begins_after: number;
                                checkpoints: number;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                first_bad: {
                                    seq: number;
                                    why: string;
                                } | null;
                                rows: number;
                                tenant: string;
                                /** @description Rows since the last checkpoint. */
                                unsigned_rows: number;
                            }[];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/llm_credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accounts that are connected */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent_id: string | null;
                                /** @description The way of authenticating, as the catalogue names it. */
                                auth: string;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                /** @enum {unknown} */
                                creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                                data_region: string | null;
                                enabled: boolean;
                                expires_at: string | null;
                                /** @description For the role’s trust policy. */
                                external_id?: string;
                                /** @description What was mended in what was pasted. */
                                healed?: {
                                    field: string;
                                    to?: string;
                                    what: string;
                                }[];
                                /** @description The origins that the secrets are bound to. */
                                hosts: string[];
                                /** Format: uuid */
                                id: string;
                                last_checked_at: string | null;
                                last_used_at: string | null;
                                /** @description A name that people see. */
                                name: string;
                                order: number;
                                permissions_policy?: {
                                    [key: string]: unknown;
                                };
                                provider: ("openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox") | null;
                                /** @description Unique in the environment; programs may name it. */
                                provider_id: string;
                                /** @description Which secrets are stored. Their values are never answered. */
                                secrets: {
                                    field: string;
                                    last4: string | null;
                                    /**
                                     * Format: date-time
                                     * @description When it was entered.
                                     */
                                    set_at: string;
                                }[];
                                /** @description What is not secret, by field. */
                                settings: {
                                    [key: string]: string;
                                };
                                /** @enum {unknown} */
                                status: "untested" | "healthy" | "auth_failed" | "quota" | "unreachable" | "expired" | "disabled" | "needs_reentry";
                                status_detail: string | null;
                                stopped: {
                                    reason: string;
                                    /**
                                     * Format: date-time
                                     * @description When they were stopped.
                                     */
                                    since: string;
                                } | null;
                                trust_policy?: {
                                    [key: string]: unknown;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                                warnings?: {
                                    detail: string;
                                    field: string;
                                }[];
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Connect an account at a provider. Secrets are sealed and never answered */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Only this agent’s. */
                        agent_id?: string;
                        /** @description The provider’s key. Write-only. */
                        api_key?: string;
                        /** @description Not where the endpoint ends in `/openai/v1`. */
                        api_version?: string;
                        /** @description OAuth2 audience. */
                        audience?: string;
                        /** @description The header that carries the key or token; `Authorization` by default. */
                        auth_header?: string;
                        /** @description What stands before the key in that header; `Bearer` by default. */
                        auth_prefix?: string;
                        /** @description IAM access key id. */
                        aws_access_key_id?: string;
                        /** @description Region, such as `us-west-2`. */
                        aws_region?: string;
                        /** @description A role that the platform may assume. */
                        aws_role_arn?: string;
                        /** @description IAM secret access key. Write-only. */
                        aws_secret_access_key?: string;
                        /** @description The service name that a SigV4 gateway expects. */
                        aws_service?: string;
                        /** @description For temporary credentials. Write-only. */
                        aws_session_token?: string;
                        /** @description Service principal: application id. */
                        azure_client_id?: string;
                        /** @description Service principal: client secret. Write-only. */
                        azure_client_secret?: string;
                        /** @description The resource’s endpoint. */
                        azure_endpoint?: string;
                        /** @description Service principal: token URL of the directory. */
                        azure_token_url?: string;
                        /** @description Replaces the provider’s own base whole. */
                        base_url?: string;
                        /** @description Instead of `/chat/completions`. */
                        chat_path?: string;
                        /** @enum {unknown} */
                        client_auth?: "basic" | "post" | "private_key_jwt";
                        /** @description OAuth2 client id. */
                        client_id?: string;
                        /** @description OAuth2 client secret, or a private key for `private_key_jwt`. Write-only. */
                        client_secret?: string;
                        /** @enum {unknown} */
                        creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                        data_region?: string;
                        /** @description Instead of `/embeddings`. */
                        embeddings_path?: string;
                        /**
                         * Format: date-time
                         * @description When the secret stops working; warned about before.
                         */
                        expires_at?: string;
                        /** @description Vertex AI location. */
                        gcp_location?: string;
                        /** @description Google Cloud project. */
                        gcp_project?: string;
                        /** @description Service-account key file, as JSON or as text. Write-only. */
                        gcp_service_account?: string | {
                            [key: string]: unknown;
                        };
                        /** @description More headers on every call. */
                        headers?: {
                            [key: string]: string;
                        };
                        /** @description Instead of `/models`. */
                        models_path?: string;
                        /** @description A name that people see. */
                        name: string;
                        /**
                         * @description Whose wire is spoken.
                         * @enum {unknown}
                         */
                        provider?: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                        /** @description How programs name this account; made from the name when left out. */
                        provider_id?: string;
                        /** @description OAuth2 scope. */
                        scope?: string;
                        tls?: {
                            /** @description The private CA that signed the server’s certificate. */
                            ca_pem?: string;
                            /** @description Our certificate towards the server. */
                            client_cert_pem?: string;
                            /** @description Its private key. Write-only. */
                            client_key_pem?: string;
                        };
                        /** @description OAuth2: where tokens are had. */
                        token_url?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description How to reach and authenticate to one provider account. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description The way of authenticating, as the catalogue names it. */
                            auth: string;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /** @enum {unknown} */
                            creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                            data_region: string | null;
                            enabled: boolean;
                            expires_at: string | null;
                            /** @description For the role’s trust policy. */
                            external_id?: string;
                            /** @description What was mended in what was pasted. */
                            healed?: {
                                field: string;
                                to?: string;
                                what: string;
                            }[];
                            /** @description The origins that the secrets are bound to. */
                            hosts: string[];
                            /** Format: uuid */
                            id: string;
                            last_checked_at: string | null;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            order: number;
                            permissions_policy?: {
                                [key: string]: unknown;
                            };
                            provider: ("openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox") | null;
                            /** @description Unique in the environment; programs may name it. */
                            provider_id: string;
                            /** @description Which secrets are stored. Their values are never answered. */
                            secrets: {
                                field: string;
                                last4: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was entered.
                                 */
                                set_at: string;
                            }[];
                            /** @description What is not secret, by field. */
                            settings: {
                                [key: string]: string;
                            };
                            /** @enum {unknown} */
                            status: "untested" | "healthy" | "auth_failed" | "quota" | "unreachable" | "expired" | "disabled" | "needs_reentry";
                            status_detail: string | null;
                            stopped: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description When they were stopped.
                                 */
                                since: string;
                            } | null;
                            trust_policy?: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            warnings?: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/llm_credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See an account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description How to reach and authenticate to one provider account. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description The way of authenticating, as the catalogue names it. */
                            auth: string;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /** @enum {unknown} */
                            creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                            data_region: string | null;
                            enabled: boolean;
                            expires_at: string | null;
                            /** @description For the role’s trust policy. */
                            external_id?: string;
                            /** @description What was mended in what was pasted. */
                            healed?: {
                                field: string;
                                to?: string;
                                what: string;
                            }[];
                            /** @description The origins that the secrets are bound to. */
                            hosts: string[];
                            /** Format: uuid */
                            id: string;
                            last_checked_at: string | null;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            order: number;
                            permissions_policy?: {
                                [key: string]: unknown;
                            };
                            provider: ("openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox") | null;
                            /** @description Unique in the environment; programs may name it. */
                            provider_id: string;
                            /** @description Which secrets are stored. Their values are never answered. */
                            secrets: {
                                field: string;
                                last4: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was entered.
                                 */
                                set_at: string;
                            }[];
                            /** @description What is not secret, by field. */
                            settings: {
                                [key: string]: string;
                            };
                            /** @enum {unknown} */
                            status: "untested" | "healthy" | "auth_failed" | "quota" | "unreachable" | "expired" | "disabled" | "needs_reentry";
                            status_detail: string | null;
                            stopped: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description When they were stopped.
                                 */
                                since: string;
                            } | null;
                            trust_policy?: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            warnings?: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an account; refused while model configs refer to it, unless they shall go with it */
        delete: {
            parameters: {
                query?: {
                    cascade?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change an account. A secret replaces the stored one; a new host asks for the secret again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The provider’s key. Write-only. */
                        api_key?: string;
                        /** @description Not where the endpoint ends in `/openai/v1`. */
                        api_version?: string;
                        /** @description OAuth2 audience. */
                        audience?: string;
                        /** @description The header that carries the key or token; `Authorization` by default. */
                        auth_header?: string;
                        /** @description What stands before the key in that header; `Bearer` by default. */
                        auth_prefix?: string;
                        /** @description IAM access key id. */
                        aws_access_key_id?: string;
                        /** @description Region, such as `us-west-2`. */
                        aws_region?: string;
                        /** @description A role that the platform may assume. */
                        aws_role_arn?: string;
                        /** @description IAM secret access key. Write-only. */
                        aws_secret_access_key?: string;
                        /** @description The service name that a SigV4 gateway expects. */
                        aws_service?: string;
                        /** @description For temporary credentials. Write-only. */
                        aws_session_token?: string;
                        /** @description Service principal: application id. */
                        azure_client_id?: string;
                        /** @description Service principal: client secret. Write-only. */
                        azure_client_secret?: string;
                        /** @description The resource’s endpoint. */
                        azure_endpoint?: string;
                        /** @description Service principal: token URL of the directory. */
                        azure_token_url?: string;
                        /** @description Replaces the provider’s own base whole. */
                        base_url?: string;
                        /** @description Instead of `/chat/completions`. */
                        chat_path?: string;
                        /** @enum {unknown} */
                        client_auth?: "basic" | "post" | "private_key_jwt";
                        /** @description OAuth2 client id. */
                        client_id?: string;
                        /** @description OAuth2 client secret, or a private key for `private_key_jwt`. Write-only. */
                        client_secret?: string;
                        data_region?: string | null;
                        /** @description Instead of `/embeddings`. */
                        embeddings_path?: string;
                        enabled?: boolean;
                        expires_at?: string | null;
                        /** @description Vertex AI location. */
                        gcp_location?: string;
                        /** @description Google Cloud project. */
                        gcp_project?: string;
                        /** @description Service-account key file, as JSON or as text. Write-only. */
                        gcp_service_account?: string | {
                            [key: string]: unknown;
                        };
                        /** @description More headers on every call. */
                        headers?: {
                            [key: string]: string;
                        };
                        /** @description Instead of `/models`. */
                        models_path?: string;
                        /** @description A name that people see. */
                        name?: string;
                        order?: number;
                        /** @description OAuth2 scope. */
                        scope?: string;
                        tls?: {
                            /** @description The private CA that signed the server’s certificate. */
                            ca_pem?: string;
                            /** @description Our certificate towards the server. */
                            client_cert_pem?: string;
                            /** @description Its private key. Write-only. */
                            client_key_pem?: string;
                        };
                        /** @description OAuth2: where tokens are had. */
                        token_url?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description How to reach and authenticate to one provider account. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /** @description The way of authenticating, as the catalogue names it. */
                            auth: string;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /** @enum {unknown} */
                            creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                            data_region: string | null;
                            enabled: boolean;
                            expires_at: string | null;
                            /** @description For the role’s trust policy. */
                            external_id?: string;
                            /** @description What was mended in what was pasted. */
                            healed?: {
                                field: string;
                                to?: string;
                                what: string;
                            }[];
                            /** @description The origins that the secrets are bound to. */
                            hosts: string[];
                            /** Format: uuid */
                            id: string;
                            last_checked_at: string | null;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            order: number;
                            permissions_policy?: {
                                [key: string]: unknown;
                            };
                            provider: ("openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox") | null;
                            /** @description Unique in the environment; programs may name it. */
                            provider_id: string;
                            /** @description Which secrets are stored. Their values are never answered. */
                            secrets: {
                                field: string;
                                last4: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was entered.
                                 */
                                set_at: string;
                            }[];
                            /** @description What is not secret, by field. */
                            settings: {
                                [key: string]: string;
                            };
                            /** @enum {unknown} */
                            status: "untested" | "healthy" | "auth_failed" | "quota" | "unreachable" | "expired" | "disabled" | "needs_reentry";
                            status_detail: string | null;
                            stopped: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description When they were stopped.
                                 */
                                since: string;
                            } | null;
                            trust_policy?: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            warnings?: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/llm_credentials/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace secrets: the new ones are tried with every model in use, and take over or are dropped. With `Accept: text/event-stream` each model is told as it has been tried */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The provider’s key. Write-only. */
                        api_key?: string;
                        /** @description Not where the endpoint ends in `/openai/v1`. */
                        api_version?: string;
                        /** @description OAuth2 audience. */
                        audience?: string;
                        /** @description The header that carries the key or token; `Authorization` by default. */
                        auth_header?: string;
                        /** @description What stands before the key in that header; `Bearer` by default. */
                        auth_prefix?: string;
                        /** @description IAM access key id. */
                        aws_access_key_id?: string;
                        /** @description Region, such as `us-west-2`. */
                        aws_region?: string;
                        /** @description A role that the platform may assume. */
                        aws_role_arn?: string;
                        /** @description IAM secret access key. Write-only. */
                        aws_secret_access_key?: string;
                        /** @description The service name that a SigV4 gateway expects. */
                        aws_service?: string;
                        /** @description For temporary credentials. Write-only. */
                        aws_session_token?: string;
                        /** @description Service principal: application id. */
                        azure_client_id?: string;
                        /** @description Service principal: client secret. Write-only. */
                        azure_client_secret?: string;
                        /** @description The resource’s endpoint. */
                        azure_endpoint?: string;
                        /** @description Service principal: token URL of the directory. */
                        azure_token_url?: string;
                        /** @description Replaces the provider’s own base whole. */
                        base_url?: string;
                        /** @description Instead of `/chat/completions`. */
                        chat_path?: string;
                        /** @enum {unknown} */
                        client_auth?: "basic" | "post" | "private_key_jwt";
                        /** @description OAuth2 client id. */
                        client_id?: string;
                        /** @description OAuth2 client secret, or a private key for `private_key_jwt`. Write-only. */
                        client_secret?: string;
                        /** @description Instead of `/embeddings`. */
                        embeddings_path?: string;
                        /** @description Vertex AI location. */
                        gcp_location?: string;
                        /** @description Google Cloud project. */
                        gcp_project?: string;
                        /** @description Service-account key file, as JSON or as text. Write-only. */
                        gcp_service_account?: string | {
                            [key: string]: unknown;
                        };
                        /** @description More headers on every call. */
                        headers?: {
                            [key: string]: string;
                        };
                        /** @description Instead of `/models`. */
                        models_path?: string;
                        /** @description OAuth2 scope. */
                        scope?: string;
                        tls?: {
                            /** @description The private CA that signed the server’s certificate. */
                            ca_pem?: string;
                            /** @description Our certificate towards the server. */
                            client_cert_pem?: string;
                            /** @description Its private key. Write-only. */
                            client_key_pem?: string;
                        };
                        /** @description OAuth2: where tokens are had. */
                        token_url?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What became of a rotation. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How to reach and authenticate to one provider account. */
                            credential: {
                                agent_id: string | null;
                                /** @description The way of authenticating, as the catalogue names it. */
                                auth: string;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                /** @enum {unknown} */
                                creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                                data_region: string | null;
                                enabled: boolean;
                                expires_at: string | null;
                                /** @description For the role’s trust policy. */
                                external_id?: string;
                                /** @description What was mended in what was pasted. */
                                healed?: {
                                    field: string;
                                    to?: string;
                                    what: string;
                                }[];
                                /** @description The origins that the secrets are bound to. */
                                hosts: string[];
                                /** Format: uuid */
                                id: string;
                                last_checked_at: string | null;
                                last_used_at: string | null;
                                /** @description A name that people see. */
                                name: string;
                                order: number;
                                permissions_policy?: {
                                    [key: string]: unknown;
                                };
                                provider: ("openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox") | null;
                                /** @description Unique in the environment; programs may name it. */
                                provider_id: string;
                                /** @description Which secrets are stored. Their values are never answered. */
                                secrets: {
                                    field: string;
                                    last4: string | null;
                                    /**
                                     * Format: date-time
                                     * @description When it was entered.
                                     */
                                    set_at: string;
                                }[];
                                /** @description What is not secret, by field. */
                                settings: {
                                    [key: string]: string;
                                };
                                /** @enum {unknown} */
                                status: "untested" | "healthy" | "auth_failed" | "quota" | "unreachable" | "expired" | "disabled" | "needs_reentry";
                                status_detail: string | null;
                                stopped: {
                                    reason: string;
                                    /**
                                     * Format: date-time
                                     * @description When they were stopped.
                                     */
                                    since: string;
                                } | null;
                                trust_policy?: {
                                    [key: string]: unknown;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                                warnings?: {
                                    detail: string;
                                    field: string;
                                }[];
                            };
                            old_safe_to_revoke_at: string | null;
                            probes: {
                                config: string | null;
                                error: string | null;
                                valid: boolean | null;
                            }[];
                            /** @description Whether the new secrets took over. */
                            promoted: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/llm_credentials/{id}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check an account: list its models, or try one model. With `Accept: text/event-stream` each rung is sent as it ends, and closing the connection cancels the run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Climb the whole ladder: streaming, tools, JSON, context, latency. Needs a model. */
                        full?: boolean;
                        is_embedding?: boolean;
                        model_name?: string;
                        /**
                         * @description Whose wire is spoken.
                         * @enum {unknown}
                         */
                        provider?: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description `valid` is null where listing is not to be had: name a model. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                /** @description Repeats the step, with the secret left out. */
                                curl?: string;
                                detail: string;
                                ms: number;
                                /**
                                 * @description Whose move it is.
                                 * @enum {unknown}
                                 */
                                owner: "you" | "your_network_team" | "the_provider" | "the_platform" | "nobody";
                                /** @enum {unknown} */
                                status: "passed" | "failed" | "warned" | "skipped" | "unknown";
                                /** @enum {unknown} */
                                step: "dns" | "tcp" | "tls" | "auth" | "model" | "chat" | "streaming" | "tools" | "json" | "context" | "latency";
                                /** @description What the other side said, scrubbed. */
                                upstream?: {
                                    message: string;
                                    status: number;
                                };
                            }[];
                            embedding_dimensions?: number;
                            error: string | null;
                            healed?: {
                                field: string;
                                to?: string;
                                what: string;
                            }[];
                            models: string[];
                            report_card?: {
                                detail: string;
                                need: string;
                                required_by: string;
                                /** @enum {unknown} */
                                status: "met" | "not_met" | "unknown";
                            }[];
                            valid: boolean | null;
                            warnings?: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/llm_credentials/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check an account before it is saved; nothing of it is stored */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        credential: {
                            /** @description Only this agent’s. */
                            agent_id?: string;
                            /** @description The provider’s key. Write-only. */
                            api_key?: string;
                            /** @description Not where the endpoint ends in `/openai/v1`. */
                            api_version?: string;
                            /** @description OAuth2 audience. */
                            audience?: string;
                            /** @description The header that carries the key or token; `Authorization` by default. */
                            auth_header?: string;
                            /** @description What stands before the key in that header; `Bearer` by default. */
                            auth_prefix?: string;
                            /** @description IAM access key id. */
                            aws_access_key_id?: string;
                            /** @description Region, such as `us-west-2`. */
                            aws_region?: string;
                            /** @description A role that the platform may assume. */
                            aws_role_arn?: string;
                            /** @description IAM secret access key. Write-only. */
                            aws_secret_access_key?: string;
                            /** @description The service name that a SigV4 gateway expects. */
                            aws_service?: string;
                            /** @description For temporary credentials. Write-only. */
                            aws_session_token?: string;
                            /** @description Service principal: application id. */
                            azure_client_id?: string;
                            /** @description Service principal: client secret. Write-only. */
                            azure_client_secret?: string;
                            /** @description The resource’s endpoint. */
                            azure_endpoint?: string;
                            /** @description Service principal: token URL of the directory. */
                            azure_token_url?: string;
                            /** @description Replaces the provider’s own base whole. */
                            base_url?: string;
                            /** @description Instead of `/chat/completions`. */
                            chat_path?: string;
                            /** @enum {unknown} */
                            client_auth?: "basic" | "post" | "private_key_jwt";
                            /** @description OAuth2 client id. */
                            client_id?: string;
                            /** @description OAuth2 client secret, or a private key for `private_key_jwt`. Write-only. */
                            client_secret?: string;
                            /** @enum {unknown} */
                            creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                            data_region?: string;
                            /** @description Instead of `/embeddings`. */
                            embeddings_path?: string;
                            /**
                             * Format: date-time
                             * @description When the secret stops working; warned about before.
                             */
                            expires_at?: string;
                            /** @description Vertex AI location. */
                            gcp_location?: string;
                            /** @description Google Cloud project. */
                            gcp_project?: string;
                            /** @description Service-account key file, as JSON or as text. Write-only. */
                            gcp_service_account?: string | {
                                [key: string]: unknown;
                            };
                            /** @description More headers on every call. */
                            headers?: {
                                [key: string]: string;
                            };
                            /** @description Instead of `/models`. */
                            models_path?: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider?: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            /** @description How programs name this account; made from the name when left out. */
                            provider_id?: string;
                            /** @description OAuth2 scope. */
                            scope?: string;
                            tls?: {
                                /** @description The private CA that signed the server’s certificate. */
                                ca_pem?: string;
                                /** @description Our certificate towards the server. */
                                client_cert_pem?: string;
                                /** @description Its private key. Write-only. */
                                client_key_pem?: string;
                            };
                            /** @description OAuth2: where tokens are had. */
                            token_url?: string;
                        };
                        /** @description Climb the whole ladder: streaming, tools, JSON, context, latency. Needs a model. */
                        full?: boolean;
                        is_embedding?: boolean;
                        model_name?: string;
                        /**
                         * @description Whose wire is spoken.
                         * @enum {unknown}
                         */
                        provider?: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description `valid` is null where listing is not to be had: name a model. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                /** @description Repeats the step, with the secret left out. */
                                curl?: string;
                                detail: string;
                                ms: number;
                                /**
                                 * @description Whose move it is.
                                 * @enum {unknown}
                                 */
                                owner: "you" | "your_network_team" | "the_provider" | "the_platform" | "nobody";
                                /** @enum {unknown} */
                                status: "passed" | "failed" | "warned" | "skipped" | "unknown";
                                /** @enum {unknown} */
                                step: "dns" | "tcp" | "tls" | "auth" | "model" | "chat" | "streaming" | "tools" | "json" | "context" | "latency";
                                /** @description What the other side said, scrubbed. */
                                upstream?: {
                                    message: string;
                                    status: number;
                                };
                            }[];
                            embedding_dimensions?: number;
                            error: string | null;
                            healed?: {
                                field: string;
                                to?: string;
                                what: string;
                            }[];
                            models: string[];
                            report_card?: {
                                detail: string;
                                need: string;
                                required_by: string;
                                /** @enum {unknown} */
                                status: "met" | "not_met" | "unknown";
                            }[];
                            valid: boolean | null;
                            warnings?: {
                                detail: string;
                                field: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what may never be reached from the environment, and what loosening waits to be confirmed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What may never be reached from an environment, whatever any policy says. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hosts: string[] | null;
                            managed: "never" | null;
                            pending: {
                                /**
                                 * Format: date-time
                                 * @description When it was asked for.
                                 */
                                at: string;
                                /** @description The lock as it will be then. */
                                change: {
                                    hosts: string[] | null;
                                    managed: "never" | null;
                                    regions: string[] | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description Until when another administrator can confirm it.
                                 */
                                expires_at: string;
                                requested_by: {
                                    id: string;
                                    kind: string;
                                };
                            } | null;
                            regions: string[] | null;
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        /** Lock the environment at once, whatever any policy says; to loosen it, a second administrator puts the same */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The whole of it: what is left out is not locked. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The only hosts that calls may go to and that may hand out tokens for them. */
                        hosts?: string[];
                        /**
                         * @description No managed model, whatever any policy says.
                         * @enum {string}
                         */
                        managed?: "never";
                        /** @description Regions as the provider writes them (`eu-central-1`, `europe-west4`) or groups of them (`eu`); each allows exactly what is called so. */
                        regions?: string[];
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What may never be reached from an environment, whatever any policy says. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hosts: string[] | null;
                            managed: "never" | null;
                            pending: {
                                /**
                                 * Format: date-time
                                 * @description When it was asked for.
                                 */
                                at: string;
                                /** @description The lock as it will be then. */
                                change: {
                                    hosts: string[] | null;
                                    managed: "never" | null;
                                    regions: string[] | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description Until when another administrator can confirm it.
                                 */
                                expires_at: string;
                                requested_by: {
                                    id: string;
                                    kind: string;
                                };
                            } | null;
                            regions: string[] | null;
                            updated_at: string | null;
                        };
                    };
                };
                /** @description What may never be reached from an environment, whatever any policy says. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hosts: string[] | null;
                            managed: "never" | null;
                            pending: {
                                /**
                                 * Format: date-time
                                 * @description When it was asked for.
                                 */
                                at: string;
                                /** @description The lock as it will be then. */
                                change: {
                                    hosts: string[] | null;
                                    managed: "never" | null;
                                    regions: string[] | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description Until when another administrator can confirm it.
                                 */
                                expires_at: string;
                                requested_by: {
                                    id: string;
                                    kind: string;
                                };
                            } | null;
                            regions: string[] | null;
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/managed_models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the platform’s own models */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                                availability: {
                                    /** @description The day, as the provider announced it. */
                                    retires_on?: string;
                                    since: string | null;
                                    /** @enum {unknown} */
                                    state: "listed" | "missing" | "unknown" | "retiring";
                                };
                                /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                                capabilities: {
                                    context_tokens?: number | null;
                                    json?: boolean | null;
                                    streaming?: boolean | null;
                                    tools?: boolean | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                deployment_name: string | null;
                                dimensions_verified: boolean;
                                embedding_dimensions: number | null;
                                enabled: boolean;
                                /** Format: uuid */
                                id: string;
                                is_default: boolean;
                                is_embedding: boolean;
                                llm_credentials_id: string;
                                model_name: string;
                                /** @description A name that people see. */
                                name: string;
                                /**
                                 * @description Whose wire is spoken.
                                 * @enum {unknown}
                                 */
                                provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                                provider_id: string;
                                substitute_for: string[] | null;
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Name a model on an account of the platform’s own: one in the tenant `platform`, environment `prod` */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                        capabilities?: {
                            context_tokens?: number | null;
                            json?: boolean | null;
                            streaming?: boolean | null;
                            tools?: boolean | null;
                        };
                        deployment_name?: string;
                        embedding_dimensions?: number;
                        is_default?: boolean;
                        is_embedding?: boolean;
                        /** @description The credential’s `id` or `provider_id`. */
                        llm_credentials_id: string;
                        model_name: string;
                        /** @description A name that people see. */
                        name: string;
                        /**
                         * @description Whose wire is spoken.
                         * @enum {unknown}
                         */
                        provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                        substitute_for?: string[] | null;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A model on the platform’s own account. `substitute_for`: null stands in for any chat model, an empty list for none. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                            availability: {
                                /** @description The day, as the provider announced it. */
                                retires_on?: string;
                                since: string | null;
                                /** @enum {unknown} */
                                state: "listed" | "missing" | "unknown" | "retiring";
                            };
                            /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                            capabilities: {
                                context_tokens?: number | null;
                                json?: boolean | null;
                                streaming?: boolean | null;
                                tools?: boolean | null;
                            };
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            deployment_name: string | null;
                            dimensions_verified: boolean;
                            embedding_dimensions: number | null;
                            enabled: boolean;
                            /** Format: uuid */
                            id: string;
                            is_default: boolean;
                            is_embedding: boolean;
                            llm_credentials_id: string;
                            model_name: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            provider_id: string;
                            substitute_for: string[] | null;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/managed_models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See one of the platform’s own models */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A model on the platform’s own account. `substitute_for`: null stands in for any chat model, an empty list for none. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                            availability: {
                                /** @description The day, as the provider announced it. */
                                retires_on?: string;
                                since: string | null;
                                /** @enum {unknown} */
                                state: "listed" | "missing" | "unknown" | "retiring";
                            };
                            /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                            capabilities: {
                                context_tokens?: number | null;
                                json?: boolean | null;
                                streaming?: boolean | null;
                                tools?: boolean | null;
                            };
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            deployment_name: string | null;
                            dimensions_verified: boolean;
                            embedding_dimensions: number | null;
                            enabled: boolean;
                            /** Format: uuid */
                            id: string;
                            is_default: boolean;
                            is_embedding: boolean;
                            llm_credentials_id: string;
                            model_name: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            provider_id: string;
                            substitute_for: string[] | null;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete one of the platform’s own models */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change one of the platform’s own models: its name, what it can do, what it stands in for */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                        capabilities?: {
                            context_tokens?: number | null;
                            json?: boolean | null;
                            streaming?: boolean | null;
                            tools?: boolean | null;
                        };
                        enabled?: boolean;
                        is_default?: boolean;
                        /** @description A name that people see. */
                        name?: string;
                        substitute_for?: string[] | null;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A model on the platform’s own account. `substitute_for`: null stands in for any chat model, an empty list for none. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row. */
                            availability: {
                                /** @description The day, as the provider announced it. */
                                retires_on?: string;
                                since: string | null;
                                /** @enum {unknown} */
                                state: "listed" | "missing" | "unknown" | "retiring";
                            };
                            /** @description What the model can do: probed, or said by an administrator. Null: not known. */
                            capabilities: {
                                context_tokens?: number | null;
                                json?: boolean | null;
                                streaming?: boolean | null;
                                tools?: boolean | null;
                            };
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            deployment_name: string | null;
                            dimensions_verified: boolean;
                            embedding_dimensions: number | null;
                            enabled: boolean;
                            /** Format: uuid */
                            id: string;
                            is_default: boolean;
                            is_embedding: boolean;
                            llm_credentials_id: string;
                            model_name: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            provider_id: string;
                            substitute_for: string[] | null;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See whose models serve the environment, and what its features would miss on own ones */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Whose models serve an environment. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description The same for embeddings; left out, they go with `mode`.
                             * @enum {unknown}
                             */
                            embeddings: "bundled" | "byo";
                            /**
                             * @description `bundled`: the platform’s models serve, own ones only when named. `byo`: own models only, the platform’s by policy alone.
                             * @enum {unknown}
                             */
                            mode: "bundled" | "byo";
                            updated_at: string | null;
                            /** @description What the features that run on the default would miss on the tenant’s own models. */
                            warnings: {
                                /** @description What is missing, for a person. */
                                detail: string;
                                /** @description The feature’s id, chosen by the platform. */
                                feature_id: string;
                                /**
                                 * @description `model`: there is none that could serve it.
                                 * @enum {unknown}
                                 */
                                need: "model" | "tools" | "json" | "streaming" | "context";
                                /** @enum {unknown} */
                                status: "not_met" | "unknown";
                            }[];
                        };
                    };
                };
            };
        };
        /** Switch the environment between managed and own models; own ones take over once the default has passed its check */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description That the tenant knows that data leaves its network: kept in the audit log. */
                        consent?: {
                            /** @enum {boolean} */
                            data_leaves_network: true;
                        };
                        /**
                         * @description The same for embeddings; left out, they go with `mode`.
                         * @enum {unknown}
                         */
                        embeddings?: "bundled" | "byo";
                        /**
                         * @description Skips the check of the default model, never the plan.
                         * @enum {boolean}
                         */
                        force?: true;
                        /**
                         * @description `bundled`: the platform’s models serve, own ones only when named. `byo`: own models only, the platform’s by policy alone.
                         * @enum {unknown}
                         */
                        mode: "bundled" | "byo";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Whose models serve an environment. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description The same for embeddings; left out, they go with `mode`.
                             * @enum {unknown}
                             */
                            embeddings: "bundled" | "byo";
                            /**
                             * @description `bundled`: the platform’s models serve, own ones only when named. `byo`: own models only, the platform’s by policy alone.
                             * @enum {unknown}
                             */
                            mode: "bundled" | "byo";
                            updated_at: string | null;
                            /** @description What the features that run on the default would miss on the tenant’s own models. */
                            warnings: {
                                /** @description What is missing, for a person. */
                                detail: string;
                                /** @description The feature’s id, chosen by the platform. */
                                feature_id: string;
                                /**
                                 * @description `model`: there is none that could serve it.
                                 * @enum {unknown}
                                 */
                                need: "model" | "tools" | "json" | "streaming" | "context";
                                /** @enum {unknown} */
                                status: "not_met" | "unknown";
                            }[];
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/notification_settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who gets mail of what happens in this environment, and whether mail can be sent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Who gets mail of which notifications of this environment. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: {
                                /** @description Whether a mail server is configured. */
                                available: boolean;
                                detail: string;
                            };
                            emails: string[];
                            events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        /** Say who gets mail of which events */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        emails: string[];
                        events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Who gets mail of which notifications of this environment. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: {
                                /** @description Whether a mail server is configured. */
                                available: boolean;
                                detail: string;
                            };
                            emails: string[];
                            events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What administrators of this environment ought to know, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                    severity?: "info" | "warning" | "critical";
                    /** @description Only what nobody has read. */
                    unread?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When it happened.
                                 */
                                at: string;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                /** @description Ids, names, hosts and times, for programs. Never a secret. */
                                facts: {
                                    [key: string]: string | number;
                                };
                                /** Format: uuid */
                                id: string;
                                /** @enum {unknown} */
                                kind: "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed";
                                /**
                                 * Format: uri
                                 * @description Where the console shows it.
                                 */
                                link: string;
                                read_at: string | null;
                                /** @enum {unknown} */
                                severity: "info" | "warning" | "critical";
                                /** @description For administrators: what happened, and what to do about it. */
                                text: string;
                                title: string;
                                user_text: string | null;
                                /**
                                 * @description Whose move it is.
                                 * @enum {unknown}
                                 */
                                who_acts: "tenant_administrator" | "operator" | "provider" | "nobody";
                            }[];
                            next_cursor: string | null;
                            /** @description Of the environment, whatever this page shows. */
                            unread: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark one as read, for all administrators of the environment */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Something that somebody ought to know. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it happened.
                             */
                            at: string;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            /** @description Ids, names, hosts and times, for programs. Never a secret. */
                            facts: {
                                [key: string]: string | number;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @enum {unknown} */
                            kind: "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed";
                            /**
                             * Format: uri
                             * @description Where the console shows it.
                             */
                            link: string;
                            read_at: string | null;
                            /** @enum {unknown} */
                            severity: "info" | "warning" | "critical";
                            /** @description For administrators: what happened, and what to do about it. */
                            text: string;
                            title: string;
                            user_text: string | null;
                            /**
                             * @description Whose move it is.
                             * @enum {unknown}
                             */
                            who_acts: "tenant_administrator" | "operator" | "provider" | "nobody";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/notifications/read_all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark everything in this environment as read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many were unread. */
                            read: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/operator_tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List operator tokens */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent_id: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was created.
                                 */
                                created_at: string;
                                /** @description What it made is worth no more than its maker. */
                                created_by: {
                                    id: string;
                                    kind: string;
                                };
                                environment: ("dev" | "test" | "prod") | null;
                                expires_at: string | null;
                                /** @description The public part of the token: it names the token and opens nothing. */
                                id: string;
                                last_used_at: string | null;
                                /** @description A name that people see. */
                                name: string;
                                /** @enum {unknown} */
                                role: "operator" | "tenant_admin" | "user" | "service";
                                suspended_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create an operator token */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When it shall stop working; without it, when its maker’s token does.
                         */
                        expires_at?: string;
                        /** @description A name that people see. */
                        name: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A new token with its secret. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description What it made is worth no more than its maker. */
                            created_by: {
                                id: string;
                                kind: string;
                            };
                            environment: ("dev" | "test" | "prod") | null;
                            expires_at: string | null;
                            /** @description The public part of the token: it names the token and opens nothing. */
                            id: string;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            suspended_at: string | null;
                            /** @description Shown this once; only a hash is kept. */
                            token: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/operator_tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an operator token, and with it what it made */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The token’s public id. */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Suspend an operator token, or let it work again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The token’s public id. */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `true` stops it and ends what runs on it; `false` lets it work again. */
                        suspended: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A token without its secret. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description What it made is worth no more than its maker. */
                            created_by: {
                                id: string;
                                kind: string;
                            };
                            environment: ("dev" | "test" | "prod") | null;
                            expires_at: string | null;
                            /** @description The public part of the token: it names the token and opens nothing. */
                            id: string;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            suspended_at: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people who signed in or may */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When the person first appeared.
                                 */
                                created_at: string;
                                email: string | null;
                                /** Format: uuid */
                                id: string;
                                /** @description Who vouches for the person: an identity provider, or a sign-in link. */
                                issuer: string;
                                last_signed_in_at: string | null;
                                memberships: {
                                    environment: ("dev" | "test" | "prod") | null;
                                    /** @description What `X-Plugboard-Membership` takes to act there. */
                                    name: string;
                                    /** @enum {unknown} */
                                    role: "operator" | "tenant_admin" | "user";
                                    tenant: string;
                                }[];
                                name: string;
                                subject: string;
                                suspended_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Suspend a person, which ends the sessions and stops the tokens they made; or let them in again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        suspended: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Someone who signs in to the console. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When the person first appeared.
                             */
                            created_at: string;
                            email: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @description Who vouches for the person: an identity provider, or a sign-in link. */
                            issuer: string;
                            last_signed_in_at: string | null;
                            memberships: {
                                environment: ("dev" | "test" | "prod") | null;
                                /** @description What `X-Plugboard-Membership` takes to act there. */
                                name: string;
                                /** @enum {unknown} */
                                role: "operator" | "tenant_admin" | "user";
                                tenant: string;
                            }[];
                            name: string;
                            subject: string;
                            suspended_at: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/platform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See the platform’s name, support and egress addresses */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Names and addresses of the platform. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The addresses that calls to providers come from: what to allowlist. */
                            egress_ips: string[];
                            name: string;
                            public_url: string;
                            support_url: string | null;
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue that drives every form */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            presets: {
                                base_url: string;
                                help?: string;
                                id: string;
                                name: string;
                            }[];
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            variants: {
                                auth: string;
                                /** @enum {unknown} */
                                creds_type: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                                fields: {
                                    /** @description Stands under “more options” of a form. */
                                    advanced?: boolean;
                                    help: string;
                                    label: string;
                                    multiline?: boolean;
                                    name: string;
                                    options?: string[];
                                    /** @description A hint for forms, never a gate. */
                                    pattern?: string;
                                    required: boolean;
                                    secret: boolean;
                                }[];
                                id: string;
                            }[];
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/providers/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a draft of a credential out of a curl command, an environment file, an address or a key file. Nothing of it is stored or logged */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whatever is at hand: a curl command, an environment file, a key file, an address, a key. */
                        text: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The fields of `POST /llm_credentials`, as far as they were there. Secrets included. */
                            credential: {
                                /** @description Only this agent’s. */
                                agent_id?: string;
                                /** @description The provider’s key. Write-only. */
                                api_key?: string;
                                /** @description Not where the endpoint ends in `/openai/v1`. */
                                api_version?: string;
                                /** @description OAuth2 audience. */
                                audience?: string;
                                /** @description The header that carries the key or token; `Authorization` by default. */
                                auth_header?: string;
                                /** @description What stands before the key in that header; `Bearer` by default. */
                                auth_prefix?: string;
                                /** @description IAM access key id. */
                                aws_access_key_id?: string;
                                /** @description Region, such as `us-west-2`. */
                                aws_region?: string;
                                /** @description A role that the platform may assume. */
                                aws_role_arn?: string;
                                /** @description IAM secret access key. Write-only. */
                                aws_secret_access_key?: string;
                                /** @description The service name that a SigV4 gateway expects. */
                                aws_service?: string;
                                /** @description For temporary credentials. Write-only. */
                                aws_session_token?: string;
                                /** @description Service principal: application id. */
                                azure_client_id?: string;
                                /** @description Service principal: client secret. Write-only. */
                                azure_client_secret?: string;
                                /** @description The resource’s endpoint. */
                                azure_endpoint?: string;
                                /** @description Service principal: token URL of the directory. */
                                azure_token_url?: string;
                                /** @description Replaces the provider’s own base whole. */
                                base_url?: string;
                                /** @description Instead of `/chat/completions`. */
                                chat_path?: string;
                                /** @enum {unknown} */
                                client_auth?: "basic" | "post" | "private_key_jwt";
                                /** @description OAuth2 client id. */
                                client_id?: string;
                                /** @description OAuth2 client secret, or a private key for `private_key_jwt`. Write-only. */
                                client_secret?: string;
                                /** @enum {unknown} */
                                creds_type?: "API_KEY" | "OAUTH2" | "AWS" | "AZURE" | "GCP";
                                data_region?: string;
                                /** @description Instead of `/embeddings`. */
                                embeddings_path?: string;
                                /**
                                 * Format: date-time
                                 * @description When the secret stops working; warned about before.
                                 */
                                expires_at?: string;
                                /** @description Vertex AI location. */
                                gcp_location?: string;
                                /** @description Google Cloud project. */
                                gcp_project?: string;
                                /** @description Service-account key file, as JSON or as text. Write-only. */
                                gcp_service_account?: string | {
                                    [key: string]: unknown;
                                };
                                /** @description More headers on every call. */
                                headers?: {
                                    [key: string]: string;
                                };
                                /** @description Instead of `/models`. */
                                models_path?: string;
                                /** @description A name that people see. */
                                name?: string;
                                /**
                                 * @description Whose wire is spoken.
                                 * @enum {unknown}
                                 */
                                provider?: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                                /** @description How programs name this account; made from the name when left out. */
                                provider_id?: string;
                                /** @description OAuth2 scope. */
                                scope?: string;
                                tls?: {
                                    /** @description The private CA that signed the server’s certificate. */
                                    ca_pem?: string;
                                    /** @description Our certificate towards the server. */
                                    client_cert_pem?: string;
                                    /** @description Its private key. Write-only. */
                                    client_key_pem?: string;
                                };
                                /** @description OAuth2: where tokens are had. */
                                token_url?: string;
                            };
                            deployment_name?: string;
                            /** @enum {unknown} */
                            kind: "curl" | "env" | "aws_file" | "google_key_file" | "credential_body" | "address" | "key";
                            missing: {
                                detail: string;
                                field: string;
                            }[];
                            model_name?: string;
                            notes: string[];
                            /**
                             * @description Whose wire is spoken.
                             * @enum {unknown}
                             */
                            provider?: "openai" | "anthropic" | "azure_openai" | "bedrock" | "google" | "ollama" | "sandbox";
                            /** @description What was recognised. Never a secret’s text. */
                            read: {
                                field?: string;
                                /** @description Where in the text it stood. */
                                from: string;
                                what: string;
                            }[];
                            /** @enum {boolean} */
                            recognised: true;
                        } | {
                            /** @description What can be pasted. */
                            accepted: string[];
                            /** @description Why, for a person. */
                            detail: string;
                            /** @enum {boolean} */
                            recognised: false;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List calls that wait for their model, and those of the last day that waited; newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                    /** @description `queued` and `running` calls wait for their model; the others are over, and shown for a day. `expired`: not answered before its deadline. */
                    status?: "queued" | "running" | "done" | "failed" | "cancelled" | "expired";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent: string | null;
                                /** @description How often it was tried, with the first time. Not while the way to the model is closed. */
                                attempts: number;
                                config: string | null;
                                /**
                                 * Format: date-time
                                 * @description When the call came in.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it is given up.
                                 */
                                deadline: string;
                                error_code: string | null;
                                feature: string | null;
                                finished_at: string | null;
                                id: string;
                                last_failure: {
                                    class: string;
                                    message: string;
                                } | null;
                                model: string | null;
                                next_attempt_at: string | null;
                                operation: string;
                                /** @description Of the call: its attempts in the ledger carry the same. */
                                request_id: string;
                                /**
                                 * @description `queued` and `running` calls wait for their model; the others are over, and shown for a day. `expired`: not answered before its deadline.
                                 * @enum {unknown}
                                 */
                                status: "queued" | "running" | "done" | "failed" | "cancelled" | "expired";
                                user: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Cancel every call that waits in this environment */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many calls waited. */
                            cancelled: number;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/queue/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Cancel a call that waits; one that is over stays as it is */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The `queue_id`. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A call in the queue. What was asked and answered is not shown: whoever made it fetches that from `/v1/queue/{id}`. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent: string | null;
                            /** @description How often it was tried, with the first time. Not while the way to the model is closed. */
                            attempts: number;
                            config: string | null;
                            /**
                             * Format: date-time
                             * @description When the call came in.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it is given up.
                             */
                            deadline: string;
                            error_code: string | null;
                            feature: string | null;
                            finished_at: string | null;
                            id: string;
                            last_failure: {
                                class: string;
                                message: string;
                            } | null;
                            model: string | null;
                            next_attempt_at: string | null;
                            operation: string;
                            /** @description Of the call: its attempts in the ledger carry the same. */
                            request_id: string;
                            /**
                             * @description `queued` and `running` calls wait for their model; the others are over, and shown for a day. `expired`: not answered before its deadline.
                             * @enum {unknown}
                             */
                            status: "queued" | "running" | "done" | "failed" | "cancelled" | "expired";
                            user: string | null;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/queue/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how many calls of the environment wait for their model, and for how long */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many calls wait, with those that are being tried. */
                            depth: number;
                            /** @description For how long the one that came first has waited. */
                            oldest_age_s: number;
                            /** @description How many are being tried now. */
                            running: number;
                            /**
                             * @description `paused`: nothing is tried, what comes waits. `draining`: what is there is worked off; new calls fail as if there were no queue.
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "draining";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the queues of tenants: those with calls that wait, and those that are paused or drain */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description How many calls wait, with those that are being tried. */
                                depth: number;
                                /** @description For how long the one that came first has waited. */
                                oldest_age_s: number;
                                /** @description How many are being tried now. */
                                running: number;
                                /**
                                 * @description `paused`: nothing is tried, what comes waits. `draining`: what is there is worked off; new calls fail as if there were no queue.
                                 * @enum {unknown}
                                 */
                                state: "running" | "paused" | "draining";
                                /** @description The tenant. */
                                tenant_id: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pause a tenant’s queue, drain it, or let it run, in all of its environments */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `paused`: nothing is tried, what comes waits. `draining`: what is there is worked off; new calls fail as if there were no queue.
                         * @enum {unknown}
                         */
                        state: "running" | "paused" | "draining";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many calls wait, with those that are being tried. */
                            depth: number;
                            /** @description For how long the one that came first has waited. */
                            oldest_age_s: number;
                            /** @description How many are being tried now. */
                            running: number;
                            /**
                             * @description `paused`: nothing is tried, what comes waits. `draining`: what is there is worked off; new calls fail as if there were no queue.
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "draining";
                            /** @description The tenant. */
                            tenant_id: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Cancel every call that waits in a tenant’s queue */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many calls waited. */
                            cancelled: number;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/routing/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See where a call would go, why, and what would leave the tenant’s network; nothing is called */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description A call, as far as it decides the way. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The agent’s id, chosen by the caller; never used again after a deletion. */
                        agent_id?: string;
                        /** @description As `X-Plugboard-Feature` of a call. */
                        feature?: string;
                        /** @description As a call would write it; left out, the default. */
                        model?: string;
                        /**
                         * @default chat
                         * @enum {unknown}
                         */
                        operation?: "chat" | "embedding";
                        /** @description As `provider_id` of a call: narrows it to one credential. */
                        provider_id?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            feature_id: string | null;
                            /**
                             * @description Whose models serve this caller where none is named.
                             * @enum {unknown}
                             */
                            mode: "bundled" | "byo";
                            /**
                             * @description How the model was found; the last two: by the failure policy, for when those before it cannot answer.
                             * @enum {unknown}
                             */
                            rule: "config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback";
                            targets: {
                                config_id: string | null;
                                data_region: string | null;
                                /** @description Where the call goes, with the port where it is not the usual one. */
                                host: string;
                                /** @description `false` only for targets of the tenant’s own at a private address, under a private name, or opened by name with an egress rule. */
                                leaves_network: boolean;
                                /** @description What the provider is asked for. */
                                model: string;
                                name: string | null;
                                /**
                                 * @description Whose account: the tenant’s or the platform’s.
                                 * @enum {unknown}
                                 */
                                owner: "own" | "managed";
                                /** @enum {unknown} */
                                payer: "tenant_provider" | "subscription" | "metered";
                                provider: string;
                                provider_id: string | null;
                                /**
                                 * @description How the model was found; the last two: by the failure policy, for when those before it cannot answer.
                                 * @enum {unknown}
                                 */
                                reason: "config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback";
                                stopped: {
                                    reason: string;
                                    /**
                                     * Format: date-time
                                     * @description When they were stopped.
                                     */
                                    since: string;
                                } | null;
                                /** @description The same in one sentence. */
                                what_leaves: string;
                            }[];
                            /**
                             * @description What becomes of a call that no target answers.
                             * @enum {unknown}
                             */
                            when_spent: "unavailable" | "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/routing/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a signed statement of every route that a call could take now: hosts, regions, managed or not */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A signed statement of every route that a call could take now, before any is made. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description One of `GET /ledger/keys`. */
                            key_id: string;
                            /** @description Base64 Ed25519. */
                            signature: string;
                            /** @description Base64 of the exact bytes signed: the statement as JSON with its keys in order. */
                            signed: string;
                            statement: {
                                /**
                                 * Format: date-time
                                 * @description When this was so. A change is in the audit log.
                                 */
                                at: string;
                                deployment: string;
                                /** @enum {unknown} */
                                embeddings_mode: "bundled" | "byo";
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                /** @description Every host that a call could take. */
                                hosts: string[];
                                /** @enum {string} */
                                kind: "routing";
                                lock: {
                                    hosts: string[] | null;
                                    managed: "never" | null;
                                    regions: string[] | null;
                                };
                                managed: {
                                    /** @description In place of an own model that cannot answer. */
                                    by_fallback: boolean;
                                    /** @description Because the mode lets them serve. */
                                    by_mode: boolean;
                                    /** @description Whether any call could reach a managed model. */
                                    possible: boolean;
                                };
                                /** @enum {unknown} */
                                mode: "bundled" | "byo";
                                /** @enum {unknown} */
                                plan: "standard" | "enterprise";
                                policies: {
                                    agent_id: string | null;
                                    /** @description Whether a consent that data leaves the network is recorded. */
                                    consented: boolean;
                                    /**
                                     * @description Under the lock.
                                     * @enum {unknown}
                                     */
                                    effective_policy: "fail_closed" | "queue_and_retry" | "managed";
                                    /** @enum {unknown} */
                                    policy: "fail_closed" | "queue_and_retry" | "managed";
                                }[];
                                /** @description Whether there are targets of which nothing says the region. */
                                region_unknown: boolean;
                                /** @description Every region that is known of a target. */
                                regions: string[];
                                targets: {
                                    /** @description Whose calls can reach it; null: those of no agent. */
                                    agents: (string | null)[];
                                    config_id: string | null;
                                    data_region: string | null;
                                    /** @description Where the call goes, with the port where it is not the usual one. */
                                    host: string;
                                    /** @description By name: where calls go, and where the token for them comes from. */
                                    hosts: string[];
                                    /** @description `false` only for targets of the tenant’s own at a private address, under a private name, or opened by name with an egress rule. */
                                    leaves_network: boolean;
                                    /** @description What the provider is asked for; `*`: any model of the account, named as `<provider_id>/<model>`. */
                                    model: string;
                                    name: string | null;
                                    /** @enum {unknown} */
                                    operation: "chat" | "embedding";
                                    /**
                                     * @description Whose account: the tenant’s or the platform’s.
                                     * @enum {unknown}
                                     */
                                    owner: "own" | "managed";
                                    /** @enum {unknown} */
                                    payer: "tenant_provider" | "subscription" | "metered";
                                    provider: string;
                                    provider_id: string | null;
                                    /** @description By which rules it can be reached. */
                                    reasons: ("config_id" | "config_name" | "model_name" | "feature_alias" | "feature" | "default" | "provider_and_model" | "further_target" | "managed_fallback")[];
                                    region: string | null;
                                    stopped: {
                                        reason: string;
                                        /**
                                         * Format: date-time
                                         * @description When they were stopped.
                                         */
                                        since: string;
                                    } | null;
                                    /** @description The same in one sentence. */
                                    what_leaves: string;
                                }[];
                                tenant: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/service_tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List service tokens */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent_id: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was created.
                                 */
                                created_at: string;
                                /** @description What it made is worth no more than its maker. */
                                created_by: {
                                    id: string;
                                    kind: string;
                                };
                                environment: ("dev" | "test" | "prod") | null;
                                expires_at: string | null;
                                /** @description The public part of the token: it names the token and opens nothing. */
                                id: string;
                                last_used_at: string | null;
                                /** @description A name that people see. */
                                name: string;
                                /** @enum {unknown} */
                                role: "operator" | "tenant_admin" | "user" | "service";
                                suspended_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a service token */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When it shall stop working; without it, when its maker’s token does.
                         */
                        expires_at?: string;
                        /** @description A name that people see. */
                        name: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A new token with its secret. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description What it made is worth no more than its maker. */
                            created_by: {
                                id: string;
                                kind: string;
                            };
                            environment: ("dev" | "test" | "prod") | null;
                            expires_at: string | null;
                            /** @description The public part of the token: it names the token and opens nothing. */
                            id: string;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            suspended_at: string | null;
                            /** @description Shown this once; only a hash is kept. */
                            token: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/service_tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a service token, and with it what it made */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The token’s public id. */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Suspend a service token, or let it work again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The token’s public id. */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `true` stops it and ends what runs on it; `false` lets it work again. */
                        suspended: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A token without its secret. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description What it made is worth no more than its maker. */
                            created_by: {
                                id: string;
                                kind: string;
                            };
                            environment: ("dev" | "test" | "prod") | null;
                            expires_at: string | null;
                            /** @description The public part of the token: it names the token and opens nothing. */
                            id: string;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            suspended_at: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See who one is and where one acts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Who the caller is and where it acts. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            environment: ("dev" | "test" | "prod") | null;
                            /** @description Empty for a token: it has one place only. */
                            memberships: {
                                environment: ("dev" | "test" | "prod") | null;
                                /** @description What `X-Plugboard-Membership` takes to act there. */
                                name: string;
                                /** @enum {unknown} */
                                role: "operator" | "tenant_admin" | "user";
                                tenant: string;
                            }[];
                            name: string;
                            /** @description What the caller may do there, as docs/permissions.md names it. */
                            permissions: ("tenants.manage" | "tenant.view" | "tokens.view" | "tokens.manage" | "embed_tokens.create" | "platform_tokens.manage" | "agents.view" | "agents.manage" | "features.register" | "features.view" | "features.assign" | "catalogue.view" | "credentials.view" | "credentials.manage" | "deposits.view" | "deposits.manage" | "models.view" | "models.manage" | "mode.view" | "mode.manage" | "fallback.view" | "fallback.manage" | "fallback.consent" | "lock.view" | "lock.manage" | "queue.view" | "queue.cancel" | "queues.manage" | "call_limits.view" | "call_limits.manage" | "platform_call_limits.manage" | "routing.explain" | "managed_models.manage" | "egress_rules.manage" | "stops.manage" | "notifications.view" | "webhooks.view" | "webhooks.manage" | "incidents.view" | "people.manage" | "audit.view" | "ledger.view" | "ledger_settings.manage" | "usage.view" | "statement.view" | "budgets.view" | "budgets.manage" | "keys.manage" | "platform.view" | "conversations.use" | "conversation_settings.view" | "conversation_settings.manage" | "models.use")[];
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            tenant: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Sign in with a one-time link */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        link: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Who the caller is and where it acts. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            environment: ("dev" | "test" | "prod") | null;
                            /** @description Empty for a token: it has one place only. */
                            memberships: {
                                environment: ("dev" | "test" | "prod") | null;
                                /** @description What `X-Plugboard-Membership` takes to act there. */
                                name: string;
                                /** @enum {unknown} */
                                role: "operator" | "tenant_admin" | "user";
                                tenant: string;
                            }[];
                            name: string;
                            /** @description What the caller may do there, as docs/permissions.md names it. */
                            permissions: ("tenants.manage" | "tenant.view" | "tokens.view" | "tokens.manage" | "embed_tokens.create" | "platform_tokens.manage" | "agents.view" | "agents.manage" | "features.register" | "features.view" | "features.assign" | "catalogue.view" | "credentials.view" | "credentials.manage" | "deposits.view" | "deposits.manage" | "models.view" | "models.manage" | "mode.view" | "mode.manage" | "fallback.view" | "fallback.manage" | "fallback.consent" | "lock.view" | "lock.manage" | "queue.view" | "queue.cancel" | "queues.manage" | "call_limits.view" | "call_limits.manage" | "platform_call_limits.manage" | "routing.explain" | "managed_models.manage" | "egress_rules.manage" | "stops.manage" | "notifications.view" | "webhooks.view" | "webhooks.manage" | "incidents.view" | "people.manage" | "audit.view" | "ledger.view" | "ledger_settings.manage" | "usage.view" | "statement.view" | "budgets.view" | "budgets.manage" | "keys.manage" | "platform.view" | "conversations.use" | "conversation_settings.view" | "conversation_settings.manage" | "models.use")[];
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            tenant: string | null;
                        };
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/signin_links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link that signs one person in, once: an operator, or somebody of a tenant */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        environments?: ("dev" | "test" | "prod")[];
                        /** @description A name that people see. */
                        name?: string;
                        /** @enum {unknown} */
                        role?: "operator" | "tenant_admin" | "user";
                        /** @description Names the person: the same subject is the same person again. */
                        subject?: string;
                        /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                        tenant?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it stops working.
                             */
                            expires_at: string;
                            /** @description Open it in a browser. It works once. */
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/signin_methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how people can sign in here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description How people can sign in here. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description One-time links: these always work. */
                            link: boolean;
                            oidc: {
                                /** @description The platform’s own identity provider, at `/signin/oidc`. */
                                enabled: boolean;
                                /** @description What the platform is called. */
                                name: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/signin_settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how people and programs prove who they are, as the configuration has it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description How people and programs prove who they are, as the configuration has it. Never a secret. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Platforms whose signed JWTs are accepted. */
                            issuers: {
                                audience: string;
                                issuer: string;
                                jwks_url: string | null;
                                /** @enum {unknown} */
                                keys: "jwks" | "public_key";
                            }[];
                            oidc: {
                                claims: {
                                    environments: string;
                                    roles: string;
                                    tenant: string;
                                };
                                client_id: string;
                                default_role: "user" | null;
                                issuer: string;
                                /** @description What the identity provider has to allow. */
                                redirect_uri: string;
                                /** @description The identity provider’s roles and what each is here. */
                                roles: {
                                    /** @enum {unknown} */
                                    ours: "operator" | "tenant_admin" | "user";
                                    theirs: string;
                                }[];
                                scopes: string[];
                            } | null;
                            /** @description Whether the configuration holds an operator token. */
                            operator_token: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See a month of the tenant as a whole: what its subscription includes, what it pays providers, what it pays the platform */
        get: {
            parameters: {
                query?: {
                    /** @description A month of UTC; the present one when absent. */
                    month?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Both sides of a month: what the subscription includes, what the tenant pays its providers, what it pays the platform. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the platform asks for: the managed fallback and its own part. Null where operators have not said their rates. */
                            billed_by_platform: {
                                amount: string | null;
                            };
                            /** @description Managed models in bundled environments: included in the subscription. */
                            bundled: {
                                /** @description What the platform lets the tenant call of its models; null: not limited. */
                                limits: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                    tokens_per_minute: number | null;
                                };
                                lines: {
                                    /** @description Tries that were left or stopped. */
                                    aborted: number;
                                    /** @description Bytes that came from models. */
                                    answer_bytes: number;
                                    /** @description Tries that were answered. */
                                    answered: number;
                                    /** @description Tries of a model: one row of the ledger each. */
                                    attempts: number;
                                    /** @description Tokens of prompts that the provider had in its cache. */
                                    cached_tokens: number;
                                    /**
                                     * @description An environment of the tenant.
                                     * @enum {unknown}
                                     */
                                    environment: "dev" | "test" | "prod";
                                    /** @description An estimate at the providers’ list prices. The amount is null, never zero, where no price is known. */
                                    estimated_cost: {
                                        amount: string | null;
                                        /** @description Tokens of models whose price is not known: the amount is without them. */
                                        unpriced_tokens: number;
                                    };
                                    /** @description Tries that failed. */
                                    failed: number;
                                    /** @description Tokens of prompts, those from the provider’s cache among them. */
                                    input_tokens: number;
                                    model_name: string;
                                    /** @enum {unknown} */
                                    operation: "chat" | "embedding";
                                    /** @description Tokens of answers, those of reasoning among them. */
                                    output_tokens: number;
                                    provider: string;
                                    /** @description How long calls that were answered had waited in the queue. */
                                    queue_ms: number;
                                    /** @description Tokens that a model thought with. */
                                    reasoning_tokens: number;
                                    /** @description Bytes sent to models. */
                                    request_bytes: number;
                                    /** @description Calls. One that moved on to another model is counted where it began. */
                                    requests: number;
                                    /** @description How long tries took, all together. */
                                    total_ms: number;
                                }[];
                                /** @enum {string} */
                                payer: "subscription";
                                /** @description The sum of the lines. */
                                sums: {
                                    /** @description Tries that were left or stopped. */
                                    aborted: number;
                                    /** @description Bytes that came from models. */
                                    answer_bytes: number;
                                    /** @description Tries that were answered. */
                                    answered: number;
                                    /** @description Tries of a model: one row of the ledger each. */
                                    attempts: number;
                                    /** @description Tokens of prompts that the provider had in its cache. */
                                    cached_tokens: number;
                                    /** @description Tries that failed. */
                                    failed: number;
                                    /** @description Tokens of prompts, those from the provider’s cache among them. */
                                    input_tokens: number;
                                    /** @description Tokens of answers, those of reasoning among them. */
                                    output_tokens: number;
                                    /** @description How long calls that were answered had waited in the queue. */
                                    queue_ms: number;
                                    /** @description Tokens that a model thought with. */
                                    reasoning_tokens: number;
                                    /** @description Bytes sent to models. */
                                    request_bytes: number;
                                    /** @description Calls. One that moved on to another model is counted where it began. */
                                    requests: number;
                                    /** @description How long tries took, all together. */
                                    total_ms: number;
                                };
                            };
                            /** @description ISO 4217. */
                            currency: string;
                            /**
                             * Format: date
                             * @description The first day.
                             */
                            from: string;
                            /** @description Whether the month has ended. */
                            is_over: boolean;
                            /** @description Managed models that stood in for own ones: the tenant pays the platform, by the list prices times the factor. */
                            managed_fallback: {
                                amount: string | null;
                                /** @description An estimate at the providers’ list prices. The amount is null, never zero, where no price is known. */
                                estimated_cost: {
                                    amount: string | null;
                                    /** @description Tokens of models whose price is not known: the amount is without them. */
                                    unpriced_tokens: number;
                                };
                                factor: string | null;
                                lines: {
                                    /** @description Tries that were left or stopped. */
                                    aborted: number;
                                    /** @description Bytes that came from models. */
                                    answer_bytes: number;
                                    /** @description Tries that were answered. */
                                    answered: number;
                                    /** @description Tries of a model: one row of the ledger each. */
                                    attempts: number;
                                    /** @description Tokens of prompts that the provider had in its cache. */
                                    cached_tokens: number;
                                    /**
                                     * @description An environment of the tenant.
                                     * @enum {unknown}
                                     */
                                    environment: "dev" | "test" | "prod";
                                    /** @description An estimate at the providers’ list prices. The amount is null, never zero, where no price is known. */
                                    estimated_cost: {
                                        amount: string | null;
                                        /** @description Tokens of models whose price is not known: the amount is without them. */
                                        unpriced_tokens: number;
                                    };
                                    /** @description Tries that failed. */
                                    failed: number;
                                    /** @description Tokens of prompts, those from the provider’s cache among them. */
                                    input_tokens: number;
                                    model_name: string;
                                    /** @enum {unknown} */
                                    operation: "chat" | "embedding";
                                    /** @description Tokens of answers, those of reasoning among them. */
                                    output_tokens: number;
                                    provider: string;
                                    /** @description How long calls that were answered had waited in the queue. */
                                    queue_ms: number;
                                    /** @description Tokens that a model thought with. */
                                    reasoning_tokens: number;
                                    /** @description Bytes sent to models. */
                                    request_bytes: number;
                                    /** @description Calls. One that moved on to another model is counted where it began. */
                                    requests: number;
                                    /** @description How long tries took, all together. */
                                    total_ms: number;
                                }[];
                                /** @enum {string} */
                                paid_to: "platform";
                                /** @enum {string} */
                                payer: "metered";
                                /** @description The sum of the lines. */
                                sums: {
                                    /** @description Tries that were left or stopped. */
                                    aborted: number;
                                    /** @description Bytes that came from models. */
                                    answer_bytes: number;
                                    /** @description Tries that were answered. */
                                    answered: number;
                                    /** @description Tries of a model: one row of the ledger each. */
                                    attempts: number;
                                    /** @description Tokens of prompts that the provider had in its cache. */
                                    cached_tokens: number;
                                    /** @description Tries that failed. */
                                    failed: number;
                                    /** @description Tokens of prompts, those from the provider’s cache among them. */
                                    input_tokens: number;
                                    /** @description Tokens of answers, those of reasoning among them. */
                                    output_tokens: number;
                                    /** @description How long calls that were answered had waited in the queue. */
                                    queue_ms: number;
                                    /** @description Tokens that a model thought with. */
                                    reasoning_tokens: number;
                                    /** @description Bytes sent to models. */
                                    request_bytes: number;
                                    /** @description Calls. One that moved on to another model is counted where it began. */
                                    requests: number;
                                    /** @description How long tries took, all together. */
                                    total_ms: number;
                                };
                            };
                            /** @description Whose models serve each environment at present. */
                            modes: {
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                /** @enum {unknown} */
                                mode: "bundled" | "byo";
                            }[];
                            month: string;
                            /** @description The tenant’s own models: it pays its provider, which alone knows the exact amount. */
                            own: {
                                /** @description An estimate at the providers’ list prices. The amount is null, never zero, where no price is known. */
                                estimated_cost: {
                                    amount: string | null;
                                    /** @description Tokens of models whose price is not known: the amount is without them. */
                                    unpriced_tokens: number;
                                };
                                /** @enum {boolean} */
                                is_estimate: true;
                                lines: {
                                    /** @description Tries that were left or stopped. */
                                    aborted: number;
                                    /** @description Bytes that came from models. */
                                    answer_bytes: number;
                                    /** @description Tries that were answered. */
                                    answered: number;
                                    /** @description Tries of a model: one row of the ledger each. */
                                    attempts: number;
                                    /** @description Tokens of prompts that the provider had in its cache. */
                                    cached_tokens: number;
                                    /**
                                     * @description An environment of the tenant.
                                     * @enum {unknown}
                                     */
                                    environment: "dev" | "test" | "prod";
                                    /** @description An estimate at the providers’ list prices. The amount is null, never zero, where no price is known. */
                                    estimated_cost: {
                                        amount: string | null;
                                        /** @description Tokens of models whose price is not known: the amount is without them. */
                                        unpriced_tokens: number;
                                    };
                                    /** @description Tries that failed. */
                                    failed: number;
                                    /** @description Tokens of prompts, those from the provider’s cache among them. */
                                    input_tokens: number;
                                    model_name: string;
                                    /** @enum {unknown} */
                                    operation: "chat" | "embedding";
                                    /** @description Tokens of answers, those of reasoning among them. */
                                    output_tokens: number;
                                    provider: string;
                                    /** @description How long calls that were answered had waited in the queue. */
                                    queue_ms: number;
                                    /** @description Tokens that a model thought with. */
                                    reasoning_tokens: number;
                                    /** @description Bytes sent to models. */
                                    request_bytes: number;
                                    /** @description Calls. One that moved on to another model is counted where it began. */
                                    requests: number;
                                    /** @description How long tries took, all together. */
                                    total_ms: number;
                                }[];
                                /** @enum {string} */
                                paid_to: "provider";
                                /** @enum {string} */
                                payer: "tenant_provider";
                                /** @description The sum of the lines. */
                                sums: {
                                    /** @description Tries that were left or stopped. */
                                    aborted: number;
                                    /** @description Bytes that came from models. */
                                    answer_bytes: number;
                                    /** @description Tries that were answered. */
                                    answered: number;
                                    /** @description Tries of a model: one row of the ledger each. */
                                    attempts: number;
                                    /** @description Tokens of prompts that the provider had in its cache. */
                                    cached_tokens: number;
                                    /** @description Tries that failed. */
                                    failed: number;
                                    /** @description Tokens of prompts, those from the provider’s cache among them. */
                                    input_tokens: number;
                                    /** @description Tokens of answers, those of reasoning among them. */
                                    output_tokens: number;
                                    /** @description How long calls that were answered had waited in the queue. */
                                    queue_ms: number;
                                    /** @description Tokens that a model thought with. */
                                    reasoning_tokens: number;
                                    /** @description Bytes sent to models. */
                                    request_bytes: number;
                                    /** @description Calls. One that moved on to another model is counted where it began. */
                                    requests: number;
                                    /** @description How long tries took, all together. */
                                    total_ms: number;
                                };
                            };
                            /**
                             * @description The present one.
                             * @enum {unknown}
                             */
                            plan: "standard" | "enterprise";
                            /** @description The platform’s own part in calls that the subscription does not cover: those of own models and of the models in their place. */
                            platform: {
                                amount: string | null;
                                items: {
                                    amount: string | null;
                                    /** @enum {unknown} */
                                    item: "requests" | "compute_hours" | "gigabytes" | "observability_events";
                                    /** @description A decimal number, of the unit. */
                                    quantity: string;
                                    rate: string | null;
                                    unit: string;
                                }[];
                                /** @enum {string} */
                                paid_to: "platform";
                                /** @enum {string} */
                                payer: "tenant";
                            };
                            /**
                             * Format: date
                             * @description When the oldest of the prices was looked up.
                             */
                            prices_as_of: string;
                            tenant_id: string;
                            /**
                             * Format: date
                             * @description The first day after.
                             */
                            to: string;
                            /** @description All that was used: the sum of the three parts, and of the ledger’s rows. */
                            totals: {
                                /** @description Tries that were left or stopped. */
                                aborted: number;
                                /** @description Bytes that came from models. */
                                answer_bytes: number;
                                /** @description Tries that were answered. */
                                answered: number;
                                /** @description Tries of a model: one row of the ledger each. */
                                attempts: number;
                                /** @description Tokens of prompts that the provider had in its cache. */
                                cached_tokens: number;
                                /** @description Tries that failed. */
                                failed: number;
                                /** @description Tokens of prompts, those from the provider’s cache among them. */
                                input_tokens: number;
                                /** @description Tokens of answers, those of reasoning among them. */
                                output_tokens: number;
                                /** @description How long calls that were answered had waited in the queue. */
                                queue_ms: number;
                                /** @description Tokens that a model thought with. */
                                reasoning_tokens: number;
                                /** @description Bytes sent to models. */
                                request_bytes: number;
                                /** @description Calls. One that moved on to another model is counted where it began. */
                                requests: number;
                                /** @description How long tries took, all together. */
                                total_ms: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is stopped */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description Since when it is stopped.
                                 */
                                created_at: string;
                                credential_id: string | null;
                                environment: ("dev" | "test" | "prod") | null;
                                host: string | null;
                                /** Format: uuid */
                                id: string;
                                /** @description Why, for people: the tenants that it concerns read it. */
                                reason: string;
                                tenant_id: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Stop calls of a tenant, to a host or on a credential, at once and on every replica; calls that run are cut */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description Exactly one of `tenant_id`, `host` and `credential_id`; `environment` narrows a tenant. */
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        credential_id?: string;
                        /**
                         * @description An environment of the tenant.
                         * @enum {unknown}
                         */
                        environment?: "dev" | "test" | "prod";
                        /** @description A host, `*.example.com` for all below it, or `*`: every call of everybody. */
                        host?: string | "*";
                        /** @description Why, for people: the tenants that it concerns read it. */
                        reason: string;
                        /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                        tenant_id?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description No call goes there until it is taken away. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description Since when it is stopped.
                             */
                            created_at: string;
                            credential_id: string | null;
                            environment: ("dev" | "test" | "prod") | null;
                            host: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @description Why, for people: the tenants that it concerns read it. */
                            reason: string;
                            tenant_id: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/stops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a stop away; calls go there again at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/tenant_health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List how tenants are doing: their accounts by status, models, calls that wait and stops */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Those in which anything was ever set up. */
                                environments: {
                                    /** @description By status; one that no account has is left out. */
                                    credentials: {
                                        /** @description How many accounts have it. */
                                        count: number;
                                        /** @enum {unknown} */
                                        status: "untested" | "healthy" | "auth_failed" | "quota" | "unreachable" | "expired" | "disabled" | "needs_reentry";
                                    }[];
                                    /**
                                     * @description An environment of the tenant.
                                     * @enum {unknown}
                                     */
                                    environment: "dev" | "test" | "prod";
                                    /** @enum {unknown} */
                                    mode: "bundled" | "byo";
                                    /** @description Enabled model configs. */
                                    models: number;
                                    /** @description Calls that wait in the queue. */
                                    waiting: number;
                                }[];
                                /**
                                 * @description What operators have its queue do.
                                 * @enum {unknown}
                                 */
                                queue: "running" | "paused" | "draining";
                                /** @description How many stops are about it, an environment of it or one of its accounts. */
                                stops: number;
                                /** @description The tenant. */
                                tenant_id: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tenants */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * @description `operator`: the platform configures, and the tenant’s administrators view only.
                                 * @enum {unknown}
                                 */
                                administered_by: "tenant" | "operator";
                                /**
                                 * Format: date-time
                                 * @description When it was created.
                                 */
                                created_at: string;
                                /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                                id: string;
                                /** @description A name that people see. */
                                name: string;
                                /**
                                 * @description Own models need `enterprise`.
                                 * @enum {unknown}
                                 */
                                plan: "standard" | "enterprise";
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a tenant */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `operator`: the platform configures, and the tenant’s administrators view only.
                         * @enum {unknown}
                         */
                        administered_by?: "tenant" | "operator";
                        /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                        id: string;
                        /** @description A name that people see. */
                        name?: string;
                        /**
                         * @description Own models need `enterprise`.
                         * @enum {unknown}
                         */
                        plan?: "standard" | "enterprise";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A customer of the platform. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description `operator`: the platform configures, and the tenant’s administrators view only.
                             * @enum {unknown}
                             */
                            administered_by: "tenant" | "operator";
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                            id: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Own models need `enterprise`.
                             * @enum {unknown}
                             */
                            plan: "standard" | "enterprise";
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See a tenant */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A customer of the platform. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description `operator`: the platform configures, and the tenant’s administrators view only.
                             * @enum {unknown}
                             */
                            administered_by: "tenant" | "operator";
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                            id: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Own models need `enterprise`.
                             * @enum {unknown}
                             */
                            plan: "standard" | "enterprise";
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        /** Create a tenant, or change the one that is there */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `operator`: the platform configures, and the tenant’s administrators view only.
                         * @enum {unknown}
                         */
                        administered_by?: "tenant" | "operator";
                        /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                        id?: string;
                        /** @description A name that people see. */
                        name?: string;
                        /**
                         * @description Own models need `enterprise`.
                         * @enum {unknown}
                         */
                        plan?: "standard" | "enterprise";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A customer of the platform. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description `operator`: the platform configures, and the tenant’s administrators view only.
                             * @enum {unknown}
                             */
                            administered_by: "tenant" | "operator";
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                            id: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Own models need `enterprise`.
                             * @enum {unknown}
                             */
                            plan: "standard" | "enterprise";
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
                /** @description A customer of the platform. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description `operator`: the platform configures, and the tenant’s administrators view only.
                             * @enum {unknown}
                             */
                            administered_by: "tenant" | "operator";
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                            id: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Own models need `enterprise`.
                             * @enum {unknown}
                             */
                            plan: "standard" | "enterprise";
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete a tenant with everything in it, its key included; its id is never used again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a tenant */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `operator`: the platform configures, and the tenant’s administrators view only.
                         * @enum {unknown}
                         */
                        administered_by?: "tenant" | "operator";
                        /** @description A name that people see. */
                        name?: string;
                        /**
                         * @description Own models need `enterprise`.
                         * @enum {unknown}
                         */
                        plan?: "standard" | "enterprise";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A customer of the platform. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description `operator`: the platform configures, and the tenant’s administrators view only.
                             * @enum {unknown}
                             */
                            administered_by: "tenant" | "operator";
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                            id: string;
                            /** @description A name that people see. */
                            name: string;
                            /**
                             * @description Own models need `enterprise`.
                             * @enum {unknown}
                             */
                            plan: "standard" | "enterprise";
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/tenants/{id}/call_limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what the platform lets a tenant call; under `platform`, what it lets all tenants */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What operators set for a tenant, and what holds for it together with the numbers for all tenants. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the platform allows the tenant: on its managed models, and in all with own models too. */
                            in_force: {
                                managed: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                    tokens_per_minute: number | null;
                                };
                                total: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                };
                            };
                            managed: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                                tokens_per_minute: number | null;
                            };
                            total: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        /** Limit what a tenant calls, on managed models and in all; under `platform`, for all tenants */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            /** @description The whole of it: for what is left out, the number for all tenants holds. */
            requestBody: {
                content: {
                    "application/json": {
                        managed?: {
                            concurrent?: number | null;
                            requests_per_minute?: number | null;
                            tokens_per_minute?: number | null;
                        };
                        total?: {
                            concurrent?: number | null;
                            requests_per_minute?: number | null;
                        };
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description What operators set for a tenant, and what holds for it together with the numbers for all tenants. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the platform allows the tenant: on its managed models, and in all with own models too. */
                            in_force: {
                                managed: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                    tokens_per_minute: number | null;
                                };
                                total: {
                                    concurrent: number | null;
                                    requests_per_minute: number | null;
                                };
                            };
                            managed: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                                tokens_per_minute: number | null;
                            };
                            total: {
                                concurrent: number | null;
                                requests_per_minute: number | null;
                            };
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/tenants/{id}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a tenant’s tokens; an administrator sees those of its own environment */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description An environment of the tenant. */
                    environment?: "dev" | "test" | "prod";
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agent_id: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was created.
                                 */
                                created_at: string;
                                /** @description What it made is worth no more than its maker. */
                                created_by: {
                                    id: string;
                                    kind: string;
                                };
                                environment: ("dev" | "test" | "prod") | null;
                                expires_at: string | null;
                                /** @description The public part of the token: it names the token and opens nothing. */
                                id: string;
                                last_used_at: string | null;
                                /** @description A name that people see. */
                                name: string;
                                /** @enum {unknown} */
                                role: "operator" | "tenant_admin" | "user" | "service";
                                suspended_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a token of a tenant */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Bind the token to this agent of the environment. */
                        agent_id?: string;
                        /**
                         * @description An environment of the tenant.
                         * @enum {unknown}
                         */
                        environment: "dev" | "test" | "prod";
                        /**
                         * Format: date-time
                         * @description When it shall stop working; without it, when its maker’s token does.
                         */
                        expires_at?: string;
                        /** @description A name that people see. */
                        name: string;
                        /** @enum {unknown} */
                        role: "tenant_admin" | "user";
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A new token with its secret. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description What it made is worth no more than its maker. */
                            created_by: {
                                id: string;
                                kind: string;
                            };
                            environment: ("dev" | "test" | "prod") | null;
                            expires_at: string | null;
                            /** @description The public part of the token: it names the token and opens nothing. */
                            id: string;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            suspended_at: string | null;
                            /** @description Shown this once; only a hash is kept. */
                            token: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/tenants/{id}/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a token, and with it what it made */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                    /** @description The token’s public id. */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Suspend a token, or let it work again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The tenant’s id, chosen by the platform; never used again after a deletion. */
                    id: string;
                    /** @description The token’s public id. */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `true` stops it and ends what runs on it; `false` lets it work again. */
                        suspended: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A token without its secret. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was created.
                             */
                            created_at: string;
                            /** @description What it made is worth no more than its maker. */
                            created_by: {
                                id: string;
                                kind: string;
                            };
                            environment: ("dev" | "test" | "prod") | null;
                            expires_at: string | null;
                            /** @description The public part of the token: it names the token and opens nothing. */
                            id: string;
                            last_used_at: string | null;
                            /** @description A name that people see. */
                            name: string;
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "user" | "service";
                            suspended_at: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum up tokens, requests, bytes, times and estimated cost; operators that name no place, across tenants */
        get: {
            parameters: {
                query?: {
                    /** @description Of this agent. */
                    agent_id?: string;
                    config_id?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description An environment of the tenant. */
                    environment?: "dev" | "test" | "prod";
                    /** @description Of this feature. */
                    feature_id?: string;
                    /** @description From this day on; 30 days before the end when absent. An instant counts as its day. */
                    from?: string;
                    /** @description One sum for each, with commas between: tenant, environment, day, operation, agent, feature, user, config, provider, model, owner, payer. One sum of all when absent. */
                    group_by?: string;
                    limit?: number;
                    /** @description Of this model. */
                    model_name?: string;
                    operation?: "chat" | "embedding";
                    owner?: "own" | "managed";
                    payer?: "tenant_provider" | "subscription" | "metered";
                    /** @description Of this provider, by its id in the catalogue. */
                    provider?: string;
                    /** @description Only for operators that name no place: of this tenant. */
                    tenant_id?: string;
                    /** @description Days that begin before; now when absent or in the future. */
                    to?: string;
                    /** @description Of this user, by the name that the platform gave. */
                    user_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Right to the last call within 5 seconds. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description ISO 4217. */
                            currency: string;
                            /**
                             * Format: date
                             * @description The first day.
                             */
                            from: string;
                            items: {
                                /** @description Tries that were left or stopped. */
                                aborted: number;
                                /** @description Bytes that came from models. */
                                answer_bytes: number;
                                /** @description Tries that were answered. */
                                answered: number;
                                /** @description Tries of a model: one row of the ledger each. */
                                attempts: number;
                                /** @description Tokens of prompts that the provider had in its cache. */
                                cached_tokens: number;
                                /** @description An estimate at the providers’ list prices. The amount is null, never zero, where no price is known. */
                                estimated_cost: {
                                    amount: string | null;
                                    /** @description Tokens of models whose price is not known: the amount is without them. */
                                    unpriced_tokens: number;
                                };
                                /** @description Tries that failed. */
                                failed: number;
                                /** @description What was asked to be grouped by, and nothing else. Null: the calls had none. */
                                group: {
                                    agent_id?: string | null;
                                    config_id?: string | null;
                                    /**
                                     * Format: date
                                     * @description A day of UTC.
                                     */
                                    day?: string;
                                    /**
                                     * @description An environment of the tenant.
                                     * @enum {unknown}
                                     */
                                    environment?: "dev" | "test" | "prod";
                                    feature_id?: string | null;
                                    model_name?: string;
                                    /** @enum {unknown} */
                                    operation?: "chat" | "embedding";
                                    /**
                                     * @description Whose credential.
                                     * @enum {unknown}
                                     */
                                    owner?: "own" | "managed";
                                    /** @enum {unknown} */
                                    payer?: "tenant_provider" | "subscription" | "metered";
                                    provider?: string;
                                    tenant_id?: string;
                                    user_id?: string | null;
                                };
                                /** @description Tokens of prompts, those from the provider’s cache among them. */
                                input_tokens: number;
                                /** @description Tokens of answers, those of reasoning among them. */
                                output_tokens: number;
                                /** @description How long calls that were answered had waited in the queue. */
                                queue_ms: number;
                                /** @description Tokens that a model thought with. */
                                reasoning_tokens: number;
                                /** @description Bytes sent to models. */
                                request_bytes: number;
                                /** @description Calls. One that moved on to another model is counted where it began. */
                                requests: number;
                                /** @description How long tries took, all together. */
                                total_ms: number;
                            }[];
                            next_cursor: string | null;
                            /**
                             * Format: date
                             * @description When the oldest of the prices was looked up.
                             */
                            prices_as_of: string;
                            /**
                             * Format: date
                             * @description The first day after.
                             */
                            to: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/usage.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file for a spreadsheet, all of it at once */
        get: {
            parameters: {
                query?: {
                    /** @description Of this agent. */
                    agent_id?: string;
                    config_id?: string;
                    /** @description An environment of the tenant. */
                    environment?: "dev" | "test" | "prod";
                    /** @description Of this feature. */
                    feature_id?: string;
                    /** @description From this day on; 30 days before the end when absent. An instant counts as its day. */
                    from?: string;
                    /** @description One sum for each, with commas between: tenant, environment, day, operation, agent, feature, user, config, provider, model, owner, payer. One sum of all when absent. */
                    group_by?: string;
                    /** @description Of this model. */
                    model_name?: string;
                    operation?: "chat" | "embedding";
                    owner?: "own" | "managed";
                    payer?: "tenant_provider" | "subscription" | "metered";
                    /** @description Of this provider, by its id in the catalogue. */
                    provider?: string;
                    /** @description Only for operators that name no place: of this tenant. */
                    tenant_id?: string;
                    /** @description Days that begin before; now when absent or in the future. */
                    to?: string;
                    /** @description Of this user, by the name that the platform gave. */
                    user_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description The same as a file for a spreadsheet, all of it at once */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the webhooks of this environment */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                description: string;
                                disabled_reason: ("gone" | "failing") | null;
                                enabled: boolean;
                                /**
                                 * @description An environment of the tenant.
                                 * @enum {unknown}
                                 */
                                environment: "dev" | "test" | "prod";
                                events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                                failing_since: string | null;
                                /** Format: uuid */
                                id: string;
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                                url: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Have signed messages sent to a URL; the signing secret is in this answer alone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string;
                        events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                        /** @description https, without a query. */
                        url: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A receiver, with the secret that signs what it gets. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            description: string;
                            disabled_reason: ("gone" | "failing") | null;
                            enabled: boolean;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                            failing_since: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @description Shown this one time. Receivers verify the signature with it (Standard Webhooks). */
                            signing_secret: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See one webhook */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A receiver of signed messages. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            description: string;
                            disabled_reason: ("gone" | "failing") | null;
                            enabled: boolean;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                            failing_since: string | null;
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            url: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a webhook with what still waits for it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a webhook, or switch it on again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string;
                        enabled?: boolean;
                        events?: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                        /** @description https, without a query. */
                        url?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A receiver of signed messages. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            description: string;
                            disabled_reason: ("gone" | "failing") | null;
                            enabled: boolean;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                            failing_since: string | null;
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            url: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/ai/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook and what became of it, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When it happened.
                                 */
                                at: string;
                                attempts: number;
                                event: string;
                                finished_at: string | null;
                                /** @description The `webhook-id` of the message. */
                                id: string;
                                last_error: string | null;
                                last_status: number | null;
                                next_attempt_at: string | null;
                                /** @enum {unknown} */
                                state: "waiting" | "delivered" | "given_up";
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new signing secret; the one before signs beside it for a day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description A receiver, with the secret that signs what it gets. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            description: string;
                            disabled_reason: ("gone" | "failing") | null;
                            enabled: boolean;
                            /**
                             * @description An environment of the tenant.
                             * @enum {unknown}
                             */
                            environment: "dev" | "test" | "prod";
                            events: ("*" | "credential.auth_failed" | "credential.quota" | "credential.unreachable" | "credential.recovered" | "credential.expiring" | "credential.expired" | "deposit.received" | "model.retiring" | "model.gone" | "fallback.changed" | "lock.loosening_asked" | "lock.loosened" | "webhook.disabled" | "queue.call_finished" | "ledger.checkpoint" | "budget.threshold" | "budget.spent" | "incident.opened" | "incident.closed")[];
                            failing_since: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @description Shown this one time. Receivers verify the signature with it (Standard Webhooks). */
                            signing_secret: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message; its delivery shows what became of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description One message to one receiver. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When it happened.
                             */
                            at: string;
                            attempts: number;
                            event: string;
                            finished_at: string | null;
                            /** @description The `webhook-id` of the message. */
                            id: string;
                            last_error: string | null;
                            last_status: number | null;
                            next_attempt_at: string | null;
                            /** @enum {unknown} */
                            state: "waiting" | "delivered" | "given_up";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signin/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to the platform’s identity provider to sign in; for browsers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                302: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Done; there is nothing to say. */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signin/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Come back from the platform’s identity provider; for browsers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with its code. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: see docs/errors.md. */
                            code: string;
                            /** @description What is wrong, for a person. */
                            detail: string;
                            /** @description Each thing that is wrong, by field. */
                            errors?: {
                                detail: string;
                                field: string;
                            }[];
                            /**
                             * @description Whose limit was reached.
                             * @enum {unknown}
                             */
                            limit_owner?: "platform" | "tenant" | "provider";
                            /** @description Also in the `x-request-id` header and in the log. */
                            request_id: string;
                            /**
                             * Format: date-time
                             * @description When a budget that is spent begins anew.
                             */
                            resets_at?: string;
                            status: number;
                            title: string;
                            /** @description Always `about:blank#<code>`; the code is what counts. */
                            type: string;
                        };
                    };
                };
                /** @description Done; there is nothing to say. */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
