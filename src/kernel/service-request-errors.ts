/** The part of the registry of errors that is about requests to the operators. */
export const serviceRequestErrors = {
  service_request_not_found: {
    status: 404,
    message: 'There is no such service request.',
    remedy: 'Check the request’s id.',
  },
  support_window_not_found: {
    status: 404,
    message: 'There is no such support window.',
    remedy: 'Check its id.',
  },
  support_window_over: {
    status: 409,
    message: 'The support window is over.',
    remedy: 'Ask the tenant’s administrator for another one.',
  },
  service_request_state: {
    status: 409,
    message: 'The request is at another step of its life.',
    remedy: 'Read it again: `next` says what can be done with it now.',
  },
  checks_red: {
    status: 409,
    message: 'A check has not passed.',
    remedy: 'Read `errors`: it names each one. Mend it and validate again, or override with a reason.',
  },
  confirmation_required: {
    status: 409,
    message: 'This breaks something; say that you know it.',
    remedy: 'Read `detail`, look at the preview, and repeat with the confirmation that it names.',
  },
  secret_in_text: {
    status: 422,
    message: 'There is a credential in a text. Nothing of it was kept.',
    remedy: 'Take it out and make it invalid at the provider. Credentials are handed over by a deposit link.',
  },
  secret_suspected: {
    status: 422,
    message: 'Something in a text looks as if it could be a credential. Nothing of it was kept.',
    remedy: 'Take it out; or, if it is none, send the same with `confirm_no_secrets: true`.',
  },
} as const;
