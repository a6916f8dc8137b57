const OVERVIEW = `# Welcome to Atrium. Sign in at the top right, then press
# Ctrl-Enter. The other tabs change something, and listen.
query Overview {
  viewer {
    user {
      name
    }
    unreadNotificationCount
  }
  organizations(first: 3) {
    nodes {
      id
      name
      viewerRole
      projects(first: 5) {
        totalCount
        nodes {
          name
          visibility
          files(first: 3) {
            totalCount
            nodes {
              name
              size
              uploadedBy {
                name
              }
            }
          }
        }
      }
    }
  }
}
`;

const createProject = (organizationId: string) => `# What is refused is told in userErrors: a code, and where.
# See it arrive: run LiveActivity in a second window.
mutation CreateProject {
  createProject(
    input: {
      organizationId: "${organizationId}"
      name: "Fog Signal"
    }
  ) {
    project {
      id
      name
      slug
      viewerPermissions
    }
    userErrors {
      code
      message
      path
    }
  }
}
`;

const liveActivity = (organizationId: string) => `# Listens until you stop it, or leave this tab.
# Cause an event: run CreateProject in a second window.
subscription LiveActivity {
  organizationActivity(
    organizationId: "${organizationId}"
  ) {
    cursor
    activity {
      type
      summary
      actor {
        name
      }
      project {
        name
      }
      createdAt
    }
  }
}
`;

const MY_NOTIFICATIONS = `# Listens for what concerns you, such as a file that
# somebody adds to a project of yours.
subscription MyNotifications {
  notificationChanged {
    type
    notification {
      type
      title
      actor {
        name
      }
      readAt
    }
    viewer {
      unreadNotificationCount
    }
  }
}
`;

/**
 * The operations that the playground opens with, each in a tab of its own. They name the organization, or say in its place
 * where an id is to be found.
 */
export function examples(organizationId: string | null): string[] {
  const id = organizationId ?? 'an id that Overview answers';
  return [OVERVIEW, createProject(id), liveActivity(id), MY_NOTIFICATIONS];
}
