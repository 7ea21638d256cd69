import { AsyncLocalStorage } from "node:async_hooks";
import { RequestProblem } from "../problems.js";
import { findGoodLink } from "../store/good-links.js";
import type { Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import type { Member } from "./access.js";

/** A member of a study while his request is served, with the link he came by. */
export interface ActingMember extends Member {
  readonly link: string;
}

const acting = new AsyncLocalStorage<ActingMember>();

/** Serves a request in the name of a member: what it changes, it changes as he. */
export function actAs<Result>(member: ActingMember, serve: () => Result): Result {
  return acting.run(member, serve);
}

/**
 * The same store, which asks again, within each change and once no other can come between, whether the member who makes it still may: the guard let his request in
 * before its body had arrived, which takes as long as he likes. What administrators and the server itself change goes through.
 *
 * A change throws RequestProblem `token-invalid` where his link is over or he was removed, `forbidden` where his role is another by now.
 */
export function storeForMembers(store: Store): Store {
  return {
    ...store,
    change: (studyId, actor, work, options) => {
      const member = acting.getStore();
      const isHis = member !== undefined && member.studyId === studyId && member.participantId === actor;
      if (!isHis) return store.change(studyId, actor, work, options);
      return store.change(
        studyId,
        actor,
        async (tx, at, seq) => {
          await refuseStranger(tx, member, at);
          return work(tx, at, seq);
        },
        options,
      );
    },
  };
}

async function refuseStranger(tx: Database, { studyId, link, participantId, role }: ActingMember, at: string) {
  const holder = await findGoodLink(tx, studyId, link, at);
  if (holder?.participantId !== participantId)
    throw new RequestProblem("token-invalid", "The link has expired or was revoked before the request had arrived.");
  if (holder.role !== role)
    throw new RequestProblem("forbidden", "Your role was changed before the request had arrived.");
}
