import { operatorToken } from '../harness.ts';

export const commonHeaders = `Host: x\r\nAuthorization: Bearer ${operatorToken}\r\nContent-Type: application/json\r\n`;
export const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

const common = commonHeaders;

/** What follows the first line of a POST that two servers in a row could read differently. */
export const ambiguousRequests: Readonly<Record<string, string>> = {
  'Content-Length beside Transfer-Encoding': `${common}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'Transfer-Encoding beside Content-Length': `${common}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${smuggled}`,
  'two Content-Lengths': `${common}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${smuggled}`,
  'a list of Content-Lengths': `${common}Content-Length: 2, 2\r\n\r\n{}${smuggled}`,
  'a signed Content-Length': `${common}Content-Length: +2\r\n\r\n{}${smuggled}`,
  'a chunk size that is none': `${common}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n${smuggled}`,
  'a chunk longer than its size': `${common}Transfer-Encoding: chunked\r\n\r\n2\r\n{}{}\r\n0\r\n\r\n${smuggled}`,
  'a coding after chunked': `${common}Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n${smuggled}`,
  'a coding before chunked': `${common}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n${smuggled}`,
  'two hosts': `${common}Host: y\r\nContent-Length: 2\r\n\r\n{}${smuggled}`,
  'a header that goes on in the next line': `${common}X-Long: a\r\n b\r\nContent-Length: 2\r\n\r\n{}${smuggled}`,
  'a blank before the colon': `${common}Content-Length : 2\r\n\r\n{}${smuggled}`,
  'a bare line feed in a header': `${common}X-Odd: a\nContent-Length: 2\r\n\r\n{}${smuggled}`,
  'a NUL in a header': `${common}X-Odd: a\0b\r\nContent-Length: 2\r\n\r\n{}${smuggled}`,
};
