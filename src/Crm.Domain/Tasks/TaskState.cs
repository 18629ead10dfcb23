namespace Crm.Domain.Tasks;

public enum TaskState { Available, Claimed, Done, Canceled }
