/** Mutations that many tests need on their way to what they are about. */

const userErrors = 'userErrors { code message path }';

export const createProject = `mutation ($input: CreateProjectInput!) { createProject(input: $input) {
  project { id slug name description status visibility revision viewerRole rootFolder { id name } } projectEdge { cursor node { id } } ${userErrors} } }`;

export const updateProject = `mutation ($input: UpdateProjectInput!) { updateProject(input: $input) {
  project { id slug name description status visibility revision } ${userErrors} } }`;

export const deleteProject = `mutation ($input: DeleteProjectInput!) { deleteProject(input: $input) {
  deletedProjectId organization { id } ${userErrors} } }`;

export const restoreProject = `mutation ($input: RestoreProjectInput!) { restoreProject(input: $input) {
  project { id name deletedAt } ${userErrors} } }`;

export const setProjectMember = `mutation ($input: SetProjectMemberInput!) { setProjectMember(input: $input) {
  member { id role revision user { id } project { id } } memberEdge { cursor } ${userErrors} } }`;

export const removeProjectMember = `mutation ($input: RemoveProjectMemberInput!) { removeProjectMember(input: $input) {
  removedMemberId project { id members { totalCount } } ${userErrors} } }`;

export const removeMember = `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { removedMemberId ${userErrors} } }`;

export const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) {
  folder { id name revision } folderEdge { cursor } ${userErrors} } }`;

export const updateFolder = `mutation ($input: UpdateFolderInput!) { updateFolder(input: $input) { folder { id name revision } ${userErrors} } }`;

export const uploadFile = `mutation ($input: UploadFileInput!) { uploadFile(input: $input) {
  file { id name kind state mimeType size sha256 revision uploadedBy { id } folder { id } currentVersion { number } } fileEdge { cursor } ${userErrors} } }`;

export const uploadFileVersion = `mutation ($input: UploadFileVersionInput!) { uploadFileVersion(input: $input) {
  file { id name mimeType size sha256 revision currentVersion { id } } fileVersion { id number mimeType size } ${userErrors} } }`;

export const updateFile = `mutation ($input: UpdateFileInput!) { updateFile(input: $input) { file { id name kind revision } ${userErrors} } }`;

const item = '__typename ... on File { id name } ... on Folder { id name }';

export const moveItems = `mutation ($input: MoveItemsInput!) { moveItems(input: $input) {
  items { ${item} } sourceFolders { id } targetFolder { id } ${userErrors} } }`;

export const deleteItems = `mutation ($input: DeleteItemsInput!) { deleteItems(input: $input) { deletedIds folders { id } ${userErrors} } }`;

export const restoreItems = `mutation ($input: RestoreItemsInput!) { restoreItems(input: $input) { items { ${item} } folders { id } ${userErrors} } }`;

export const purgeItems = `mutation ($input: PurgeItemsInput!) { purgeItems(input: $input) { purgedIds project { id } ${userErrors} } }`;

export const emptyTrash = `mutation ($input: EmptyTrashInput!) { emptyTrash(input: $input) { project { id } ${userErrors} } }`;

export const purgeProject = `mutation ($input: PurgeProjectInput!) { purgeProject(input: $input) {
  purgedProjectId organization { id projects { totalCount } deletedProjects { totalCount } } ${userErrors} } }`;

export const leaveProject = `mutation ($input: LeaveProjectInput!) { leaveProject(input: $input) { leftProjectId ${userErrors} } }`;

export const changeMemberRole = `mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { id role } ${userErrors} } }`;

export const leaveOrganization = `mutation ($input: LeaveOrganizationInput!) { leaveOrganization(input: $input) {
  leftOrganizationId viewer { id } ${userErrors} } }`;

export const transferOwnership = `mutation ($input: TransferOrganizationOwnershipInput!) { transferOrganizationOwnership(input: $input) {
  organization { id viewerRole } members { role user { id } } ${userErrors} } }`;

export const deleteOrganization = `mutation ($input: DeleteOrganizationInput!) { deleteOrganization(input: $input) {
  deletedOrganizationId viewer { deletedOrganizations { id } } ${userErrors} } }`;

export const restoreOrganization = `mutation ($input: RestoreOrganizationInput!) { restoreOrganization(input: $input) {
  organization { id deletedAt viewerRole } organizationEdge { cursor node { id } } ${userErrors} } }`;
