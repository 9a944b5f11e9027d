// The part of qyapi.weixin.qq.com the server calls, by path. Refusals are an errcode with HTTP 200.
import type { World } from '../world.ts';
import { createGroups } from './appchat.ts';
import { type ApiAnswer, type ApiCall, ApiError, type ApiHandler, done } from './call.ts';
import {
  departmentDetail,
  departmentIds,
  departmentList,
  membersOfDepartment,
  userDetail,
} from './contacts.ts';
import { getMedia, getSealedMedia, uploadMedia } from './files.ts';
import { answerLater, sendToWebhook } from './group.ts';
import { recallMessage, sendMessage, updateCard } from './message.ts';
import { createRates } from './rates.ts';
import { createTokenBook } from './token.ts';

interface Endpoint {
  method: 'GET' | 'POST';
  /** needs an access_token */
  token: boolean;
  handle: ApiHandler;
}

/** Every call the server makes lives under this path. */
export function createQyapi(world: World): (path: string, call: ApiCall) => ApiAnswer {
  const rates = createRates();
  const tokens = createTokenBook(world);
  const groups = createGroups();
  const get = (handle: ApiHandler, token = true): Endpoint => ({ method: 'GET', token, handle });
  const post = (handle: ApiHandler, token = true): Endpoint => ({ method: 'POST', token, handle });
  const loopback = () => done({ ip_list: ['127.0.0.1'] });
  const endpoints = new Map<string, Endpoint>(
    Object.entries({
      gettoken: get(tokens.issue, false),
      'message/send': post((call) => sendMessage(call, rates)),
      'message/update_template_card': post(updateCard),
      'message/recall': post(recallMessage),
      'media/upload': post((call) => uploadMedia(call)),
      'media/get': get(getMedia),
      'department/simplelist': get(departmentIds),
      'department/list': get(departmentList),
      'department/get': get(departmentDetail),
      'user/simplelist': get(membersOfDepartment),
      'user/get': get(userDetail),
      getcallbackip: get(loopback),
      get_api_domain_ip: get(loopback),
      'appchat/create': post(groups.create),
      'appchat/update': post(groups.update),
      'appchat/get': get(groups.get),
      'appchat/send': post(groups.send),
      'webhook/send': post((call) => sendToWebhook(call, rates), false),
      'webhook/upload_media': post((call) => uploadMedia(call, true), false),
      'aibot/response': post(answerLater, false),
    }),
  );
  return (path, call) => {
    try {
      if (path.startsWith('bot-media/')) return getSealedMedia(call, path.slice('bot-media/'.length));
      const endpoint = path.startsWith('cgi-bin/') ? endpoints.get(path.slice('cgi-bin/'.length)) : undefined;
      if (!endpoint) throw new ApiError(48002, `the sandbox does not offer ${path}`);
      if (call.method !== endpoint.method)
        throw new ApiError(endpoint.method === 'POST' ? 43002 : 43001, `require ${endpoint.method} method`);
      if (endpoint.token) tokens.assertValid(call);
      return endpoint.handle(call);
    } catch (error) {
      if (error instanceof ApiError) return { errcode: error.errcode, errmsg: error.message };
      throw error;
    }
  };
}
