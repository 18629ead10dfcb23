using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

public sealed partial class ImportPage : IAsyncDisposable
{
    private const int MostFiles = 10;
    private const long LargestProfile = 512 * 1024;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(400);
    private readonly CancellationTokenSource left = new();
    private readonly List<FileDraft> _files = [];
    private IReadOnlyList<string> _names = [];
    private IReadOnlyList<DealType> _types = [];
    private IReadOnlyList<Stage> _stages = [];
    private ProfileDraft? _draft;
    private ImportJob? _job;
    private DomainException? _refused;
    private string _chosen = "", _newName = "", _act = "";
    private string? _folder;
    private bool _busy = true, _partial, _isNew;

    private static string Language => CultureInfo.CurrentUICulture.Name;

    public async ValueTask DisposeAsync()
    {
        // The import goes on; only the looking ends.
        await left.CancelAsync();
        left.Dispose();
    }

    protected override Task OnInitializedAsync() => Try(Denials.Tell, async actor =>
    {
        await using var database = await Databases.CreateDbContextAsync();
        _types = await database.Set<DealType>().AsNoTracking().Where(t => t.CurrentVersionId != null).OrderBy(t => t.Code).ToListAsync();
        _names = Profiles.Names();
        _job = Jobs.Latest(actor.Id);
        _newName = I["Profile_NewName"];
        _draft = New(await database.Set<Company>().OrderBy(c => c.Id).Select(c => c.ReportCurrency).FirstOrDefaultAsync());
        await ReadStages();
    });

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && _job is { IsRunning: true } job) _ = Watch(job);
    }

    private ProfileDraft New(string? currency) => new() { Name = _newName, Currency = currency ?? "USD", DealType = _types is [var first, ..] ? first.Code : "" };

    private Task Choose(string name) => Try("import.profile", async _ =>
    {
        _chosen = name;
        Take(name.Length == 0 ? New(_draft?.Currency) : ProfileDraft.Of(await Profiles.Find(name)));
        await ReadStages();
        await ReadFiles();
    });

    private Task TakeProfile(InputFileChangeEventArgs chosen) => Try("import.profile", async _ =>
    {
        if (chosen.File.Size > LargestProfile) throw new DomainException("GEN-014", new LocalText("512 KiB", "512 КиБ"));
        await using var stream = chosen.File.OpenReadStream(LargestProfile);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        bytes.Position = 0;
        Take(ProfileDraft.Of(await ImportProfiles.Read(bytes, chosen.File.Name)));
        _chosen = "";
        await ReadStages();
        await ReadFiles();
    });

    private Task TakeFiles(InputFileChangeEventArgs chosen) => Try("import.read", async _ =>
    {
        _folder ??= Uploads.NewFolder();
        if (chosen.FileCount > MostFiles) throw new DomainException("GEN-014", I["Files_Most", MostFiles].Value);
        foreach (var file in chosen.GetMultipleFiles(MostFiles))
        {
            if (file.Size > Uploads.LargestFile) throw new DomainException("GEN-014", ImportUploads.Shown(Uploads.LargestFile));
            await using var stream = file.OpenReadStream(Uploads.LargestFile);
            var draft = new FileDraft(await Uploads.Keep(_folder, file.Name, stream));
            if (_chosen.Length == 0 && _files.Count == 0) _draft!.Delimiter = await draft.GuessDelimiter(_draft.Delimiter);
            await draft.Read(_draft!.Format);
            Recognize(draft);
            _files.RemoveAll(f => f.File.Name == file.Name);
            _files.Add(draft);
        }
    });

    private void Take(ProfileDraft draft)
    {
        _draft = draft;
        foreach (var file in _files) Recognize(file);
    }

    private void Recognize(FileDraft file)
    {
        var known = _draft!.Kinds.FirstOrDefault(k => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(k.Value.File, file.File.Name));
        if (known.Key is not null) file.Take(known.Key, known.Value);
        else if (file.Kind.Length > 0) file.Take(file.Kind, _draft.Kinds.GetValueOrDefault(file.Kind));
    }

    private Task ReadAgain() => Try("import.read", _ => ReadFiles());

    private async Task ReadFiles()
    {
        foreach (var file in _files)
        {
            await file.Read(_draft!.Format);
            Recognize(file);
        }
    }

    private async Task ReadStages()
    {
        await using var database = await Databases.CreateDbContextAsync();
        var type = _types.FirstOrDefault(t => t.Code == _draft?.DealType);
        _stages = type is not null && await Procedures.Current(type.Id, database) is { } current ? current.Procedure.Flow.Working : [];
        foreach (var (word, place) in _draft?.Stages.ToList() ?? [])
            if (place != ProfileDraft.Won && place != ProfileDraft.Lost && _stages.All(s => s.Code != place)) _draft!.Stages[word] = "";
    }

    private Task Save() => Try("import.save_profile", async _ =>
    {
        var profile = _draft!.Built(_files);
        await Profiles.Save(profile);
        _names = Profiles.Names();
        _chosen = profile.Name;
        Snackbar.Done(I["Profile_Saved", profile.Name]);
    });

    private Task Start(bool dryRun) => Try("import.start", actor =>
    {
        if (_files.Find(f => f.Kind.Length == 0) is { } unknown) throw DomainException.For("GEN-012", "kind", $"{I["Kind"]}: {unknown.File.Name}");
        if (_files.Find(f => f.Lacking.Count > 0) is { } lacking)
            throw DomainException.For("GEN-012", "columns", $"{lacking.File.Name}: {string.Join(", ", lacking.Lacking.Select(f => I[$"Field_{f}"].Value))}");
        // Another tab's is shown to her who meets its refusal: here she can wait for it or stop it.
        if (Jobs.Latest(actor.Id) is { IsRunning: true } running) Follow(running);
        var profile = _draft!.Built(_files);
        Follow(Jobs.Start(actor.Id, profile, [.. _files.Select(f => f.File with { Kind = f.Kind })], _folder!, dryRun, _partial));
        return Task.CompletedTask;
    });

    private void Follow(ImportJob job)
    {
        (_job, _isNew) = (job, true);
        _ = Watch(job);
    }

    private async Task Watch(ImportJob job)
    {
        try
        {
            using var timer = new PeriodicTimer(Glance);
            while (job.IsRunning && await timer.WaitForNextTickAsync(left.Token)) await InvokeAsync(StateHasChanged);
            await InvokeAsync(StateHasChanged);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private void Close() => _job = null;

    /// <summary>Opening the page is told once of its two drawings; each act after it leaves its own entry.</summary>
    private Task Try(string name, Func<Actor, Task> act) => Try(refused => Acts.Refuse(new Act(Door.Page, Subject.None, name), refused), act, name);

    private async Task Try(Func<DomainException, Task> tell, Func<Actor, Task> act, string name = "")
    {
        _act = name;
        _busy = true;
        _refused = await Attempt.Run(async actor =>
        {
            actor.Require(Right.DealsImport);
            await act(actor);
        });
        if (_refused is not null) await tell(_refused);
        _busy = false;
    }
}
