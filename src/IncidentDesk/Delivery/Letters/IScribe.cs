using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>
/// Writes what one delivery says, in the form of its channel: a mail as its bytes, a text message, the script of a call. Written once, kept
/// on the row, and every attempt sends the same. Each kind of message has a scribe of its own.
/// </summary>
public interface IScribe
{
    /// <summary>True where messages of this cause by this channel are this scribe's.</summary>
    bool Writes(string causeKind, string channel);

    /// <summary>True where one cause among those that others write too is its own.</summary>
    bool Owns(string causeRef) => false;

    /// <param name="at">When it is made ready; a letter's date.</param>
    Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at);
}
