/** An operation that the playground opens with, in a tab of its own. */
export interface Example {
  query: string;
  /** JSON, as it is shown. */
  variables?: string;
}

const OVERVIEW = `# Welcome to Atrium. Sign in at the top right, then run this with Ctrl-Enter.
# The other tabs change something, and listen.
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

const CREATE_PROJECT = `# What is refused comes back in userErrors, with a code and the path of the input.
# Watch it arrive: run LiveActivity in a second window.
mutation CreateProject($input: CreateProjectInput!) {
  createProject(input: $input) {
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

const LIVE_ACTIVITY = `# Listens until you stop it. Each event has a cursor.
# Make one: run CreateProject in a second window.
subscription LiveActivity($organizationId: ID!) {
  organizationActivity(organizationId: $organizationId) {
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

const MY_NOTIFICATIONS = `# Listens for what concerns you, such as a file that somebody adds to a project of yours.
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

const json = (variables: object) => JSON.stringify(variables, null, 2);

/** The operations that the playground opens with; where they name an organization it is that one, else a placeholder. */
export function examples(organizationId: string | null): Example[] {
  const id = organizationId ?? 'an id that Overview answers';
  return [
    { query: OVERVIEW },
    { query: CREATE_PROJECT, variables: json({ input: { organizationId: id, name: 'Fog Signal' } }) },
    { query: LIVE_ACTIVITY, variables: json({ organizationId: id }) },
    { query: MY_NOTIFICATIONS },
  ];
}
