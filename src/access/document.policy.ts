import type { ActivityEntity } from '../entities/documents/activity.entity.js';
import type { NotificationEntity } from '../entities/documents/notification.entity.js';
import { ProjectEntity } from '../entities/relational/project.entity.js';
import type { ProjectMemberEntity } from '../entities/relational/project-member.entity.js';
import { and, eq, exists, oneOf, or, type Columns } from '../shared/conditions.js';
import { viewer } from '../shared/requester.js';
import { visibleProjects } from './project.policy.js';

/** Notifications are for whom they are addressed to, and for nobody else. */
export const visibleNotifications = (notification: Columns<NotificationEntity>) => eq(notification.userId, viewer.userId);

/** What happened is seen by who did it, by whom it was done to, by who administers the organization, and by who sees the project. */
export const visibleActivities = (activity: Columns<ActivityEntity>) =>
  or(
    eq(activity.actorId, viewer.userId),
    eq(activity.subjectId, viewer.userId),
    oneOf(activity.organizationId, viewer.administered),
    exists(ProjectEntity, 'activity_project', (project) => and(eq(project.id, activity.projectId), visibleProjects(project))),
  );

/** People added to a project are seen by who sees the project. */
export const visibleProjectMembers = (member: Columns<ProjectMemberEntity>) =>
  exists(ProjectEntity, 'member_project', (project) => and(eq(project.id, member.projectId), visibleProjects(project)));
