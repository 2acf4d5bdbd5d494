namespace MediatR;

/// <summary>Anything that can be sent to one handler.</summary>
public interface IBaseRequest;

/// <summary>A request without an answer.</summary>
public interface IRequest : IBaseRequest;

/// <summary>A request that is answered with <typeparamref name="TResponse"/>.</summary>
public interface IRequest<out TResponse> : IBaseRequest;

/// <summary>Something that happened, told to any number of handlers.</summary>
public interface INotification;

/// <summary>A request that is answered with a stream.</summary>
public interface IStreamRequest<out TResponse>;

/// <summary>The answer of a request that has none.</summary>
public readonly record struct Unit
{
    private static readonly Unit TheOne;

    public static ref readonly Unit Value => ref TheOne;

    public static Task<Unit> Task { get; } = System.Threading.Tasks.Task.FromResult(TheOne);
}
